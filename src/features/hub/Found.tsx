import { useEffect, useId, useState } from 'react';
import { catalogue } from '#engine/hub/catalogue.ts';
import type { HubModel } from '#engine/hub/hub-model.ts';
import { isTight, memoryNeeded } from '#engine/hub/load-hub.ts';
import type { Precision } from '#engine/hub/variants.ts';
import { useHubMessages } from '#i18n/hub.ts';
import { Button } from '#ui/Button.tsx';
import { Facts, Note } from '#ui/Note.tsx';
import { type Choice, type Device, storedBytesOf, usable } from './device.ts';

/** What was found, what it will cost, and in which precision: nothing large has moved yet. */
export function Found({
  hub,
  device,
  onGet,
}: {
  hub: HubModel;
  device: Device;
  onGet: (choice: Choice) => void;
}) {
  const m = useHubMessages();
  const id = useId();
  const [precision, setPrecision] = useState<Precision | null>(null);
  const variants = usable(hub, device);
  const variant = variants.find(each => precision === null || each.precision === precision);
  const [here, setHere] = useState(0);
  useEffect(() => {
    let current = true;
    if (variant !== undefined) void storedBytesOf(hub, variant).then(bytes => current && setHere(bytes));
    return () => void (current = false);
  }, [hub, variant]);

  if (variant === undefined) return <Note kind="warning">{m.impossible}</Note>;
  const licence = catalogue.find(({ repo }) => repo === hub.name)?.licence ?? m.licenceUnknown;
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const label = (of: Precision, bytes: number) => m.variant(m.precisions[of]!, bytes);
  return (
    <>
      <p>
        <strong>{m.found(hub.name)}</strong>
      </p>
      <Facts
        rows={[
          [m.known.parameters, m.count(hub.parameters)],
          [m.known.context, m.tokens(hub.contextLength)],
          [m.known.licence, licence],
          [m.known.device, m.device[device.backend]],
          here > 0 ? [m.known.here, m.bytesOf(here, variant.bytes)] : null,
        ]}
      />
      <label className="hub-precision" htmlFor={`${id}-precision`}>
        {m.precision}
      </label>
      <select
        id={`${id}-precision`}
        value={precision ?? ''}
        onChange={event => setPrecision((event.target.value || null) as Precision | null)}
      >
        <option value="">{m.automatic(label(variants[0]!.precision, variants[0]!.bytes))}</option>
        {variants.map(each => (
          <option key={each.precision} value={each.precision}>
            {label(each.precision, each.bytes)}
          </option>
        ))}
      </select>
      {precision === null && variants.length > 1 && <Note>{m.fallback}</Note>}
      {hub.endOfText === null && <Note>{m.noEndMark}</Note>}
      {isTight(variant.bytes, deviceMemory) && (
        <Note kind="warning">{m.tight(memoryNeeded(variant.bytes), deviceMemory! * 1e9)}</Note>
      )}
      <Button kind="primary" autoFocus onClick={() => onGet({ precision, variant })}>
        {hub.storedAs === null || here >= variant.bytes ? m.useFiles : m.get(variant.bytes - here)}
      </Button>
    </>
  );
}
