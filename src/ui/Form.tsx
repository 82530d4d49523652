import type { ReactNode } from 'react';
import { isComposing } from './composing.ts';

/**
 * Fields that are answered together: Enter in one of them does what the button of the group does.
 *
 * It is no `<form>`, whose submission the browser blocks before the page hears of it in a frame sandboxed without
 * `allow-forms`; the embed code this page gave out asks for no such permission.
 *
 * @param props.onSubmit also of the group's button, which is an ordinary one
 */
export function Form(props: {
  className: string;
  label?: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { className, label, onSubmit, children } = props;
  return (
    <div
      className={className}
      role="group"
      aria-label={label}
      onKeyDown={event => {
        const isField =
          event.target instanceof HTMLInputElement && !/^(?:checkbox|radio|file)$/.test(event.target.type);
        if (event.key !== 'Enter' || !isField || event.defaultPrevented || isComposing(event.nativeEvent))
          return;
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </div>
  );
}
