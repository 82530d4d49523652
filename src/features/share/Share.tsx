import { useState } from 'react';
import { renderSVG } from 'uqr';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Note } from '#ui/Note.tsx';
import type { Opening } from './open.ts';
import { CopyField } from './CopyField.tsx';
import { type EmbedChoices, embedOf, iframeCode, sandbox } from './address.ts';
import './Share.css';

/** Controls a host page may leave out of an embed, in the order they stand on the stage. */
const offered = [
  'next',
  'step',
  'play',
  'back',
  'reset',
  'prompt',
  'choose',
  'temperature',
  'topk',
  'topp',
  'seed',
  'model',
] as const;

export interface ShareProps {
  readonly link: string; // of the present run, in this page
  readonly cut: boolean; // the run is longer than a link carries
  readonly onSave: (format: 'json' | 'csv' | 'svg' | 'png') => void;
  readonly onOpen: (file: File) => Promise<Opening>;
  readonly onPrint: (covered: boolean) => void;
  readonly onClose: () => void;
  readonly children: React.ReactNode; // saves what takes a while
}

/** Link, embed and files of the present run. */
export function Share({ link, cut, onSave, onOpen, onPrint, onClose, children }: ShareProps) {
  const m = useMessages();
  const [embed, setEmbed] = useState<EmbedChoices>({
    controls: null,
    language: m.tag,
    theme: 'auto',
    autoplay: false,
  });
  const [preview, setPreview] = useState(false);
  const [refused, setRefused] = useState<string | null>(null); // why the last file was not opened
  const [covered, setCovered] = useState(false);
  const address = embedOf(link, embed);
  return (
    <Dialog title={m.share.title} closeLabel={m.settings.close} onClose={onClose}>
      <h3>{m.share.link}</h3>
      <Note>{m.share.linkHint}</Note>
      {cut && <Note>{m.share.cut}</Note>}
      <CopyField label={m.share.link} value={link} />
      {link.length < 1200 && <QrCode text={link} label={m.share.qr} />}

      <h3>{m.share.embed}</h3>
      <fieldset className="share-controls">
        <legend>{m.share.controls}</legend>
        {offered.map(control => (
          <label key={control}>
            <input
              type="checkbox"
              checked={embed.controls?.includes(control) ?? true}
              onChange={event => setEmbed(toggled(embed, control, event.target.checked))}
            />
            {m.share.control[control]}
          </label>
        ))}
      </fieldset>
      <label className="share-check">
        <input
          type="checkbox"
          checked={embed.autoplay}
          onChange={event => setEmbed({ ...embed, autoplay: event.target.checked })}
        />
        {m.share.autoplay}
      </label>
      <CopyField label={m.share.code} value={iframeCode(address, m.title)} multiline />
      <Button aria-expanded={preview} onClick={() => setPreview(!preview)}>
        {m.share.preview}
      </Button>
      {preview && (
        <iframe className="share-preview" src={address} title={m.share.preview} sandbox={sandbox} />
      )}

      <h3>{m.share.files}</h3>
      <div className="share-files">
        {(['json', 'csv', 'svg', 'png'] as const).map(format => (
          <Button key={format} onClick={() => onSave(format)}>
            {m.share.save[format]}
          </Button>
        ))}
        {children}
        <label className="button share-open">
          {m.share.open}
          <input
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            onChange={event => {
              const file = event.target.files?.[0];
              if (file)
                void onOpen(file).then(opening =>
                  opening.opened ? onClose() : setRefused(m.share.refused(opening.place)),
                );
            }}
          />
        </label>
      </div>
      <Note>{m.share.drop}</Note>
      {refused !== null && <p role="alert">{refused}</p>}

      <h3>{m.share.worksheet}</h3>
      <label className="share-check">
        <input type="checkbox" checked={covered} onChange={event => setCovered(event.target.checked)} />
        {m.share.covered}
      </label>
      <Button onClick={() => onPrint(covered)}>{m.share.print}</Button>
    </Dialog>
  );
}

function toggled(embed: EmbedChoices, control: string, on: boolean): EmbedChoices {
  const now = embed.controls ?? [...offered];
  const controls = offered.filter(known => (known === control ? on : now.includes(known)));
  return { ...embed, controls: controls.length === offered.length ? null : controls };
}

/** Black on white in both themes: cameras expect it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const image = `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2 }))}`;
  return <img className="share-qr" src={image} alt={label} width={180} height={180} />;
}
