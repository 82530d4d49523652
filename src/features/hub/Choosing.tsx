import { type HubModel, findHubModel, openLocalModel } from '#engine/hub/hub-model.ts';
import type { ListedFile } from '#engine/hub/listing.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { Button } from '#ui/Button.tsx';
import { Form } from '#ui/Form.tsx';
import { Note } from '#ui/Note.tsx';
import { ModelFields } from './ModelFields.tsx';
import { SourceFields } from './SourceFields.tsx';
import { type Wanted, baseOf, isRepository } from './source.ts';

/** Which model and from where. Nothing is asked of anyone before the button is pressed. */
export function Choosing(props: {
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
  onFind: (question: (signal: AbortSignal) => Promise<HubModel>) => void;
}) {
  const m = useHubMessages();
  const { wanted, onChange, onFind } = props;
  const base = baseOf(wanted);
  const asks = wanted.source !== 'files';
  const complete = base !== null && isRepository(wanted.repo);
  const openFiles = (name: string, files: readonly ListedFile[]) => onFind(() => openLocalModel(name, files));
  const look = () => {
    if (complete) onFind(signal => findHubModel({ base, repo: wanted.repo, revision: 'main' }, signal));
  };
  return (
    <Form className="hub-choosing" onSubmit={look}>
      <p>{m.intro}</p>
      {asks && <ModelFields repo={wanted.repo} onRepo={repo => onChange({ repo })} />}
      <SourceFields wanted={wanted} onChange={onChange} onFiles={openFiles} />
      {asks && (
        <>
          {base !== null && <Note>{m.privacy(new URL(base).host)}</Note>}
          <Button kind="primary" disabled={!complete} onClick={look}>
            {m.look}
          </Button>
        </>
      )}
    </Form>
  );
}
