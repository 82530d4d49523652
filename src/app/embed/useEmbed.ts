import { useEffect } from 'react';
import type { Language } from '#i18n/messages.tsx';
import { textOf } from '#lm/token.ts';
import { type Session, isPlaying } from '#session/state.ts';
import { contextAt, depthOf, stepAt } from '#trace/trace.ts';
import { labelOf, plainLabel } from '#views/label.ts';
import type { KeyCommand } from '../keys.ts';
import type { WorkbenchController } from '../workbench.ts';
import { type Outgoing, protocol, readMessage } from './protocol.ts';

export interface EmbedHandles {
  readonly controller: WorkbenchController;
  readonly run: (command: KeyCommand) => void; // as a key would
  readonly act: (then: () => void) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: 'light' | 'dark' | 'auto') => void;
}

/** Speaks with the embedding page, and rests while nobody can see the frame. Does nothing in a page of its own. */
export function useEmbed(embedded: boolean, handles: EmbedHandles): void {
  const { controller, run, act, setLanguage, setTheme } = handles;

  useEffect(() => {
    if (!embedded || parent === window) return;
    // Whoever embeds may know what is on the stage: there is no secret in it, and no key (see engine/api).
    const tell = (message: Outgoing) => parent.postMessage({ protocol, ...message }, '*');
    const onMessage = (event: MessageEvent) => {
      if (event.source !== parent) return;
      const message = readMessage(event.data);
      if (message === null) return;
      const { session } = controller;
      switch (message.type) {
        case 'next':
          // As a key, it would pause what plays; a host that says next means one token more.
          if (!isPlaying(session.store.getState())) return run({ do: 'next' });
          return act(() => session.dispatch({ type: 'drive', drive: 'turn' }));
        case 'back':
        case 'reset':
          return run({ do: message.type });
        case 'step':
          return run({ do: 'advance' });
        case 'play':
        case 'pause':
          if (isPlaying(session.store.getState()) !== (message.type === 'play')) run({ do: 'play' });
          return;
        case 'setPrompt':
          return act(() => controller.setPrompt(message.prompt));
        case 'setParams':
          return act(() => {
            session.dispatch({ type: 'setParams', params: message.params });
            if (message.seed !== undefined) session.dispatch({ type: 'setSeed', seed: message.seed });
          });
        case 'setLanguage':
          return setLanguage(message.language);
        case 'setTheme':
          return setTheme(message.theme);
      }
    };
    window.addEventListener('message', onMessage);
    const forget = controller.session.store.subscribe((now, before) => {
      for (const message of newsOf(now, before, controller)) tell(message);
    });
    const forgetErrors = controller.store.subscribe(({ error }, before) => {
      if (error !== null && error !== before.error) tell({ type: 'error', code: error });
    });
    const resized = new ResizeObserver(() => tell({ type: 'height', height: neededHeight() }));
    resized.observe(document.body);
    tell({ type: 'ready' });
    return () => {
      window.removeEventListener('message', onMessage);
      forget();
      forgetErrors();
      resized.disconnect();
    };
  }, [embedded, controller, run, act, setLanguage, setTheme]);

  useEffect(() => {
    if (!embedded) return;
    const { session } = controller;
    let paused = false;
    const seen = new IntersectionObserver(([entry]) => {
      const playing = isPlaying(session.store.getState());
      if (!entry!.isIntersecting && playing) session.dispatch({ type: 'drive', drive: 'hold' });
      else if (entry!.isIntersecting && paused) session.dispatch({ type: 'drive', drive: 'run' });
      paused = !entry!.isIntersecting && (playing || paused);
    });
    seen.observe(document.documentElement);
    return () => seen.disconnect();
  }, [embedded, controller]);
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
