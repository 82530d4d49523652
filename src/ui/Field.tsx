import { useId } from 'react';
import './Field.css';

export interface TextFieldProps extends Omit<React.ComponentProps<'input'>, 'id' | 'onChange'> {
  readonly label: string;
  readonly hint?: string; // spoken with the field
  readonly options?: readonly string[]; // offered while typing; anything else may be written as well
  readonly after?: React.ReactNode; // beside the field: a button that fills it
  readonly onChange?: (value: string) => void;
}

/** A line of text that is taken as it is typed: an address, a name, a key. Nothing corrects, completes or capitalises it. */
export function TextField({ label, hint, options, after, onChange, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field-block">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          type="text"
          className="field-text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          {...input}
          id={id}
          list={options && `${id}-options`}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={onChange && (event => onChange(event.target.value))}
        />
        {options && (
          <datalist id={`${id}-options`}>
            {options.map(option => (
              <option key={option} value={option} />
            ))}
          </datalist>
        )}
        {after}
      </div>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

/** One of several: its children say which. */
export function RadioField(props: {
  group: string; // the same for all of which one is chosen
  checked: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  const { group, checked, onChoose, children } = props;
  return (
    <label className="field-radio">
      <input type="radio" name={group} checked={checked} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}

/** Fields that ask one thing together. What a choice among them asks for stands indented below it, as a `FieldDetail`. */
export function FieldGroup({ legend, children }: { legend: string; children: React.ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

export function FieldDetail({ children }: { children: React.ReactNode }) {
  return <div className="field-detail">{children}</div>;
}
