import { useId } from 'react';
import { localFiles } from '#engine/hub/local.ts';
import type { ListedFile } from '#engine/hub/listing.ts';
import { useMessages } from '#i18n/messages.tsx';
import { type Wanted, sourceKinds } from './source.ts';

/** Where from: each source is told by its name, and asks for what it needs. */
export function SourceFields(props: {
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
  onFiles: (name: string, files: readonly ListedFile[]) => void;
}) {
  const m = useMessages().hub;
  const { wanted, onChange, onFiles } = props;
  const id = useId();
  return (
    <fieldset>
      <legend>{m.source}</legend>
      {sourceKinds.map(kind => (
        <label key={kind} className="hub-choice">
          <input
            type="radio"
            name={`${id}-source`}
            checked={wanted.source === kind}
            onChange={() => onChange({ source: kind })}
          />
          <span>{m.sources[kind]}</span>
        </label>
      ))}
      {wanted.source === 'mirror' && (
        <div className="hub-detail">
          <label htmlFor={`${id}-base`}>{m.base}</label>
          <input
            id={`${id}-base`}
            className="hub-text"
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`${id}-base-hint`}
            value={wanted.mirror}
            onChange={event => onChange({ mirror: event.target.value })}
          />
          <small id={`${id}-base-hint`}>{m.baseHint}</small>
        </div>
      )}
      {wanted.source === 'own' && (
        <div className="hub-detail">
          <small>{m.ownHint}</small>
          <pre>{`npm run models:add ${wanted.repo}`}</pre>
        </div>
      )}
      {wanted.source === 'files' && <FileFields onFiles={onFiles} />}
    </fieldset>
  );
}

function FileFields({ onFiles }: { onFiles: (name: string, files: readonly ListedFile[]) => void }) {
  const m = useMessages().hub;
  const id = useId();
  const open = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(nameOf(files[0]!.webkitRelativePath || files[0]!.name), localFiles(files));
  };
  return (
    <div className="hub-detail">
      <small id={`${id}-hint`}>{m.filesHint}</small>
      <div className="hub-files">
        {/* React knows no webkitdirectory, which every browser does. */}
        <label className="button">
          {m.folder}
          <input
            ref={input => input?.setAttribute('webkitdirectory', '')}
            type="file"
            className="hub-file"
            aria-describedby={`${id}-hint`}
            onChange={event => open(event.target.files)}
          />
        </label>
        <label className="button">
          {m.files}
          <input
            type="file"
            multiple
            className="hub-file"
            aria-describedby={`${id}-hint`}
            onChange={event => open(event.target.files)}
          />
        </label>
      </div>
    </div>
  );
}

/** A model of the reader's own is called as its folder is. */
export const nameOf = (path: string): string => (path.includes('/') ? path.split('/')[0]! : 'GPT-2');
