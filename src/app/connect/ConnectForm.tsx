import { useId, useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import type { Typed } from './useConnection.ts';

/** Where each kind of server answers unless it was told otherwise. */
const presets = [
  { name: 'Ollama', address: 'http://localhost:11434' },
  { name: 'llama.cpp', address: 'http://localhost:8080' },
  { name: 'vLLM · serve-model', address: 'http://localhost:8000' },
  { name: 'OpenAI', address: 'https://api.openai.com/v1' },
];

/** The key is read from its field when it is needed: it is in no state, so nothing that records state can hold it. */
export function ConnectForm(props: {
  typed: Typed;
  models: readonly string[] | null; // what the server lists, once asked
  busy: boolean;
  onType: (change: Partial<Typed>) => void;
  onConnect: (key: string) => void;
  onList: (key: string) => void;
}) {
  const m = useMessages().connect;
  const { typed, models, busy, onType, onConnect, onList } = props;
  const id = useId();
  const keyField = useRef<HTMLInputElement>(null);
  const key = () => keyField.current?.value ?? '';
  const missing = typed.address.trim() === '';
  return (
    <form
      className="connect-form"
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        if (!missing && !busy) onConnect(key());
      }}
    >
      <p>{m.intro}</p>
      <label htmlFor={`${id}-address`}>{m.address}</label>
      <input
        id={`${id}-address`}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        required
        autoFocus
        placeholder="http://localhost:11434"
        value={typed.address}
        onChange={event => onType({ address: event.target.value })}
      />
      <div className="connect-presets" role="group" aria-label={m.presets}>
        {presets.map(({ name, address }) => (
          <Button key={name} kind="quiet" title={address} onClick={() => onType({ address })}>
            {name}
          </Button>
        ))}
      </div>
      <label htmlFor={`${id}-key`}>{m.key}</label>
      <input
        ref={keyField}
        id={`${id}-key`}
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-key-hint`}
      />
      <small id={`${id}-key-hint`}>{m.keyHint}</small>
      <label htmlFor={`${id}-model`}>{m.model}</label>
      <div className="connect-model">
        <input
          id={`${id}-model`}
          type="text"
          list={`${id}-models`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={`${id}-model-hint`}
          value={typed.model}
          onChange={event => onType({ model: event.target.value })}
        />
        <datalist id={`${id}-models`}>
          {models?.map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Button disabled={busy || missing} onClick={() => onList(key())}>
          {m.list}
        </Button>
      </div>
      <small id={`${id}-model-hint`}>{models === null ? m.modelHint : m.listed(models.length)}</small>
      <p className="connect-quiet">{m.privacy}</p>
      <Button kind="primary" type="submit" disabled={busy || missing}>
        {m.connect}
      </Button>
    </form>
  );
}
