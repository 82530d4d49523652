import { useId } from 'react';
import { localFiles } from '#engine/hub/local.ts';
import type { ListedFile } from '#engine/hub/listing.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { FieldDetail, FieldGroup, RadioField, TextField } from '#ui/Field.tsx';
import { Command } from '#ui/Note.tsx';
import { type Wanted, sourceKinds } from './source.ts';

/** Where from: each source is told by its name, and asks for what it needs. */
export function SourceFields(props: {
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
  onFiles: (name: string, files: readonly ListedFile[]) => void;
}) {
  const m = useHubMessages();
  const { wanted, onChange, onFiles } = props;
  const group = useId();
  return (
    <FieldGroup legend={m.source}>
      {sourceKinds.map(kind => (
        <RadioField
          key={kind}
          group={group}
          checked={wanted.source === kind}
          onChoose={() => onChange({ source: kind })}
        >
          {m.sources[kind]}
        </RadioField>
      ))}
      {wanted.source === 'mirror' && (
        <FieldDetail>
          <TextField
            label={m.base}
            hint={m.baseHint}
            inputMode="url"
            value={wanted.mirror}
            onChange={mirror => onChange({ mirror })}
          />
        </FieldDetail>
      )}
      {wanted.source === 'own' && (
        <FieldDetail>
          <small>{m.ownHint}</small>
          <Command>{`npm run models:add ${wanted.repo}`}</Command>
        </FieldDetail>
      )}
      {wanted.source === 'files' && <FileFields onFiles={onFiles} />}
    </FieldGroup>
  );
}

function FileFields({ onFiles }: { onFiles: (name: string, files: readonly ListedFile[]) => void }) {
  const m = useHubMessages();
  const id = useId();
  const open = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(nameOf(files[0]!.webkitRelativePath || files[0]!.name), localFiles(files));
  };
  return (
    <FieldDetail>
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
    </FieldDetail>
  );
}

/** A model of the reader's own is called as its folder is. */
export const nameOf = (path: string): string => (path.includes('/') ? path.split('/')[0]! : 'GPT-2');
