import { useRef } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/Field.tsx';
import { Form } from '#ui/Form.tsx';
import { Note } from '#ui/Note.tsx';
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
  const keyField = useRef<HTMLInputElement>(null);
  const key = () => keyField.current?.value ?? '';
  const missing = typed.address.trim() === '';
  const connect = () => {
    if (!missing && !busy) onConnect(key());
  };
  return (
    <Form className="connect-form" onSubmit={connect}>
      <p>{m.intro}</p>
      <TextField
        label={m.address}
        inputMode="url"
        required
        autoFocus
        placeholder="http://localhost:11434"
        value={typed.address}
        onChange={address => onType({ address })}
      />
      <div className="connect-presets" role="group" aria-label={m.presets}>
        {presets.map(({ name, address }) => (
          <Button key={name} kind="quiet" title={address} onClick={() => onType({ address })}>
            {name}
          </Button>
        ))}
      </div>
      <TextField ref={keyField} label={m.key} hint={m.keyHint} type="password" />
      <TextField
        label={m.model}
        hint={models === null ? m.modelHint : m.listed(models.length)}
        options={models ?? []}
        after={
          <Button disabled={busy || missing} onClick={() => onList(key())}>
            {m.list}
          </Button>
        }
        value={typed.model}
        onChange={model => onType({ model })}
      />
      <Note>{m.privacy}</Note>
      <Button kind="primary" disabled={busy || missing} onClick={connect}>
        {m.connect}
      </Button>
    </Form>
  );
}
