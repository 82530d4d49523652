import './Button.css';

export interface ButtonProps extends React.ComponentProps<'button'> {
  readonly kind?: 'plain' | 'primary' | 'quiet';
}

export function Button({ kind = 'plain', className = '', ...props }: ButtonProps) {
  return <button type="button" className={`button ${className}`} data-kind={kind} {...props} />;
}
