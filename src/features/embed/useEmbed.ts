import { useEffect, useRef } from 'react';
import type { Language } from '#i18n/messages.tsx';
import { textOf } from '#lm/token.ts';
import type { Session } from '#player/state.ts';
import type { Transport } from '#player/transport.ts';
import { contextAt, depthOf, stepAt } from '#trace/trace.ts';
import { labelOf, plainLabel } from '#views/label.ts';
import type { KeyCommand } from '#run/keys.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import type { Host } from './host.ts';
import type { Incoming, Outgoing } from './protocol.ts';

export interface EmbedHandles {
  readonly controller: WorkbenchController;
  readonly transport: () => Transport | null; // of the picture on view
  readonly run: (command: KeyCommand) => void; // as a key would
  readonly act: (then: () => void) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: 'light' | 'dark' | 'auto') => void;
}

/**
 * Speaks with the embedding page, and rests while nobody can see the frame. Does nothing in a page of its own.
 *
 * @param host null: nobody embeds this page
 */
export function useEmbed(embedded: boolean, host: Host | null, handles: EmbedHandles): void {
  const { controller } = handles;
  const latest = useRef(handles);
  latest.current = handles;

  useEffect(() => {
    if (host === null) return;
    const forgetHost = host.hear(message => obey(message, latest.current));
    const forget = controller.session.store.subscribe((now, before) => {
      for (const message of newsOf(now, before, controller)) host.tell(message);
    });
    const forgetErrors = controller.store.subscribe(({ error }, before) => {
      if (error !== null && error !== before.error) host.tell({ type: 'error', code: error });
    });
    const resized = new ResizeObserver(() => host.tell({ type: 'height', height: neededHeight() }));
    resized.observe(document.body);
    return () => {
      forgetHost();
      forget();
      forgetErrors();
      resized.disconnect();
    };
  }, [host, controller]);

  useEffect(() => {
    if (!embedded) return;
    let paused = false;
    const seen = new IntersectionObserver(([entry]) => {
      const transport = latest.current.transport();
      const playing = transport?.isPlaying?.() === true;
      if (!entry!.isIntersecting && playing) transport!.pause?.();
      else if (entry!.isIntersecting && paused) transport?.play?.();
      paused = !entry!.isIntersecting && (playing || paused);
    });
    seen.observe(document.documentElement);
    return () => seen.disconnect();
  }, [embedded]);
}

function obey(message: Incoming, handles: EmbedHandles): void {
  const { run, act, setLanguage, setTheme } = handles;
  const transport = handles.transport() ?? {};
  const plays = transport.isPlaying?.() === true;
  switch (message.type) {
    case 'next':
      // As a key, it would pause what plays; a host that says next means one token more.
      if (!plays) return run({ do: 'next' });
      return act(() => transport.next?.());
    case 'back':
    case 'reset':
      return run({ do: message.type });
    case 'step':
      return run({ do: 'advance' });
    case 'play':
    case 'pause':
      if (plays !== (message.type === 'play')) run({ do: 'play' });
      return;
    case 'setPrompt':
      return act(() => transport.setPrompt?.(message.prompt));
    case 'setParams':
      return act(() => {
        transport.setParams?.(message.params);
        if (message.seed !== undefined) transport.setSeed?.(message.seed);
      });
    case 'setLanguage':
      return setLanguage(message.language);
    case 'setTheme':
      return setTheme(message.theme);
  }
}

/** Height of the content, not of the frame: an app that fills its frame would otherwise only ever grow. */
const neededHeight = (): number =>
  Math.ceil(document.querySelector('.app')?.scrollHeight ?? document.body.scrollHeight);

/** What a host is told when the session has moved on. */
function newsOf(now: Session, before: Session, controller: WorkbenchController): Outgoing[] {
  const news: Outgoing[] = [];
  const { vocabulary } = controller.store.getState();
  const { trace, cursor, phase } = now;
  if (phase === before.phase && cursor === before.cursor && trace.prompt === before.trace.prompt) return news;
  const appended = phase === 'ready' && before.phase === 'sampled' && stepAt(trace, cursor).choice;
  if (appended) {
    const drawn = appended.by === 'sampler' ? appended.draw : null;
    news.push({
      type: 'step',
      token: plainLabel(labelOf(appended.id, vocabulary)),
      rank: drawn && drawn.rank + 1,
      probability: drawn && drawn.probability,
    });
  }
  news.push({
    type: 'state',
    phase,
    source: now.live ? 'live' : 'recorded',
    model: trace.model.id,
    text: textOf(contextAt(trace, cursor), vocabulary),
    tokens: depthOf(trace, cursor),
  });
  if (now.error !== null && now.error !== before.error) news.push({ type: 'error', code: now.error });
  return news;
}
