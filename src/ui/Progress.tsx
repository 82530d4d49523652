import './Progress.css';

/**
 * A bar and what there is to say about it.
 *
 * @param props.total null: nobody knows how much there is, or there is nothing to count; the bar then says "working"
 */
export function Progress(props: {
  label: string;
  done: number; // the same unit as `total`
  total: number | null;
  children: React.ReactNode;
}) {
  const { label, done, total, children } = props;
  return (
    <div className="progress">
      <progress aria-label={label} {...(total === null ? {} : { value: done, max: Math.max(1, total) })} />
      <span>{children}</span>
    </div>
  );
}
