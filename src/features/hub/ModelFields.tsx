import { useId, useState } from 'react';
import { catalogue } from '#engine/hub/catalogue.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { FieldDetail, FieldGroup, RadioField, TextField } from '#ui/Field.tsx';

/** Which model: the catalogue, with what there is to know before anything moves, or a repository by name. */
export function ModelFields({ repo, onRepo }: { repo: string; onRepo: (repo: string) => void }) {
  const m = useHubMessages();
  const group = useId();
  const [other, setOther] = useState(() => catalogue.every(entry => entry.repo !== repo));
  const choose = (chosen: string | null) => {
    setOther(chosen === null);
    onRepo(chosen ?? '');
  };
  return (
    <FieldGroup legend={m.model}>
      {catalogue.map(({ repo: each, name, parameters, approximateBytes, licence }) => (
        <RadioField key={each} group={group} checked={!other && repo === each} onChoose={() => choose(each)}>
          <strong>{name}</strong> <small>{m.facts(parameters, approximateBytes, licence)}</small>
        </RadioField>
      ))}
      <RadioField group={group} checked={other} onChoose={() => choose(null)}>
        {m.other}
      </RadioField>
      {other && (
        <FieldDetail>
          <TextField
            label={m.repository}
            hint={m.repositoryHint}
            value={repo}
            onChange={name => onRepo(name.trim())}
          />
        </FieldDetail>
      )}
    </FieldGroup>
  );
}
