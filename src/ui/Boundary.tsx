import { Component, type ReactNode } from 'react';

interface Props {
  /** Stands in the place of what has failed; `again` draws that anew. */
  readonly failed: (again: () => void) => ReactNode;
  readonly onFailed?: () => void;
  readonly children: ReactNode;
}

/** Keeps a part that fails from taking the page with it. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailed?.();
  }

  override render(): ReactNode {
    const { failed, children } = this.props;
    return this.state.hasFailed ? failed(() => this.setState({ hasFailed: false })) : children;
  }
}
