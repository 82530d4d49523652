declare module 'css-has-pseudo/browser' {
  /** Keeps the attributes up to date that the rewritten `:has()` rules look for. */
  export default function hasPseudo(document: Document): void;
}
