import { useId, useState } from 'react';
import { catalogue } from '#engine/hub/catalogue.ts';
import { useMessages } from '#i18n/messages.tsx';

/** Which model: the catalogue, with what there is to know before anything moves, or a repository by name. */
export function ModelFields({ repo, onRepo }: { repo: string; onRepo: (repo: string) => void }) {
  const m = useMessages().hub;
  const id = useId();
  const [other, setOther] = useState(() => catalogue.every(entry => entry.repo !== repo));
  return (
    <fieldset>
      <legend>{m.model}</legend>
      {catalogue.map(({ repo: each, name, parameters, approximateBytes, licence }) => (
        <label key={each} className="hub-choice">
          <input
            type="radio"
            name={`${id}-model`}
            checked={!other && repo === each}
            onChange={() => {
              setOther(false);
              onRepo(each);
            }}
          />
          <span>
            <strong>{name}</strong> <small>{m.facts(parameters, approximateBytes, licence)}</small>
          </span>
        </label>
      ))}
      <label className="hub-choice">
        <input
          type="radio"
          name={`${id}-model`}
          checked={other}
          onChange={() => {
            setOther(true);
            onRepo('');
          }}
        />
        <span>{m.other}</span>
      </label>
      {other && (
        <div className="hub-detail">
          <label htmlFor={`${id}-repo`}>{m.repository}</label>
          <input
            id={`${id}-repo`}
            className="hub-text"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`${id}-repo-hint`}
            value={repo}
            onChange={event => onRepo(event.target.value.trim())}
          />
          <small id={`${id}-repo-hint`}>{m.repositoryHint}</small>
        </div>
      )}
    </fieldset>
  );
}
