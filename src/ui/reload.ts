let address = (): string => location.href;

/** From here on `reload` goes to this address, which carries what the reader has made. */
export function keepInAddress(of: () => string): void {
  address = of;
}

/** The page anew, with the run on the stage. */
export const reload = (): void => location.replace(address());
