// @vitest-environment jsdom
import { act, cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { useEffect, useRef, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { Chat } from '#figures/chat/Chat.tsx';
import { browserClock } from '#player/clock.ts';
import type { Transport } from '#player/transport.ts';
import { carryOut } from '#run/commands.ts';
import { TransportContext } from '#views/useTransport.ts';
import { firstDownloads } from '#app/firstDownloads.ts';
import { Cover } from '#features/embed/Cover.tsx';
import { type Host, listenToHost } from '#features/embed/host.ts';
import { type Incoming, protocol } from '#features/embed/protocol.ts';
import { useEmbed } from '#features/embed/useEmbed.ts';
import { labOf } from '#run/labs.ts';
import { startOf } from '#run/start.ts';
import { parseOptions } from '#run/url.ts';
import { WorkbenchController } from '#run/workbench.ts';
import { labsOf } from '../../figures/bigram-lab.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy

const { options } = parseOptions('?view=embed&lang=en&chapter=loop&scene=why-not');

/** The embedding page: what it is told, and how it speaks. */
let told: { type: string }[];
let host: Host;
const say = (message: Incoming) =>
  act(() => {
    const data = { protocol, ...message };
    window.dispatchEvent(new MessageEvent('message', { data, source: other as Window }));
  });
let other: { postMessage: (message: { type: string }) => void } & Partial<Window>;

beforeEach(() => {
  const nothing = class {
    observe() {}
    disconnect() {}
  };
  // jsdom lays nothing out.
  vi.stubGlobal('ResizeObserver', nothing);
  vi.stubGlobal('IntersectionObserver', nothing);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }));
  told = [];
  other = document.body.appendChild(document.createElement('iframe')).contentWindow!;
  other.postMessage = message => void told.push(message);
  host = listenToHost(window, other as Window);
});
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('what a host says', () => {
  it('is kept until somebody listens, and heard once', () => {
    say({ type: 'next' });
    const heard: Incoming[] = [];
    const leave = host.hear(message => heard.push(message));
    say({ type: 'reset' });
    expect(heard).toEqual([{ type: 'next' }, { type: 'reset' }]);
    leave();
    host.hear(message => heard.push(message));
    expect(heard).toHaveLength(2);
  });

  it('is heard only from the page around it, not from another window', () => {
    const heard: Incoming[] = [];
    const strangers = [
      window,
      document.body.appendChild(document.createElement('iframe')).contentWindow,
      null,
    ];
    for (const source of strangers) {
      const data = { protocol, type: 'reset' };
      act(() => void window.dispatchEvent(new MessageEvent('message', { data, source })));
    }
    host.hear(message => heard.push(message));
    expect(heard).toEqual([]);
  });

  it('opens the cover, which obeys what it can and hands on all of it', () => {
    const Opened = () => {
      const [heard, setHeard] = useState<readonly string[]>([]);
      useEffect(() => host.hear(({ type }) => setHeard(before => [...before, type])), []);
      return <p>{heard.join(' ')}</p>;
    };
    render(
      <Cover downloadsOf={firstDownloads} options={options} host={host}>
        <Opened />
      </Cover>,
    );
    say({ type: 'setLanguage', language: 'zh' });
    expect(screen.getByRole('button', { name: '开始' })).toBeTruthy();
    say({ type: 'setTheme', theme: 'dark' });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    say({ type: 'play' });
    expect(screen.getByText('setLanguage setTheme play')).toBeTruthy();
    expect(told.map(({ type }) => type)).toEqual(['ready']);
  });
});

describe('a figure that is embedded', () => {
  const lab = labOf(
    new BigramEngine({
      'Hi.': {},
      '\n\n': {},
      'User:': {},
      ' Why?': {},
      ' How?': {},
      'AI Assistant:': { ' So.': 1 },
      ' So.': { ' So.': 1 },
    }),
  );
  const controller = new WorkbenchController(startOf(options, [], 'en'), browserClock);

  /** The page's part in it: every drawing makes new functions. */
  function Embedded() {
    const figure = useRef<Transport | null>(null);
    useEmbed(true, host, {
      controller,
      transport: () => figure.current,
      run: command => void carryOut(figure.current, command),
      act: then => then(),
      setLanguage: () => {},
      setTheme: () => {},
    });
    return (
      <div className="figure">
        <TransportContext value={figure}>
          <Chat
            labs={labsOf(thinking)}
            modelId={lab.model.id}
            systemPrompt="Hi."
            question="Why?"
            personas={[]}
            seed={1}
            tempo="fast"
            controls={['play', 'seed', 'temperature']}
          />
        </TransportContext>
      </div>
    );
  }
  /** It answers once and then for ever thinks, so that what plays goes on playing. */
  let asked = 0;
  const thinking: typeof lab = {
    ...lab,
    predict: (context, signal) => (asked++ === 0 ? lab.predict(context, signal) : new Promise(() => {})),
  };

  it('plays and pauses as it is told, and is not told twice that its page is ready', async () => {
    const { rerender } = render(<Embedded />);
    await screen.findByRole('button', { name: 'Play' });
    await waitFor(() => expect(asked).toBe(1));
    say({ type: 'pause' });
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
    say({ type: 'play' });
    await screen.findByRole('button', { name: 'Pause' });
    rerender(<Embedded />);
    say({ type: 'play' });
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
    say({ type: 'pause' });
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
    expect(told.filter(({ type }) => type === 'ready')).toHaveLength(1);
  });

  it('takes a prompt and settings as its own, and loads no second model for them', async () => {
    render(<Embedded />);
    await screen.findByRole('button', { name: 'Play' });
    say({ type: 'setParams', params: { temperature: 0.5 }, seed: 5 });
    expect((screen.getByRole('slider') as HTMLInputElement).value).toBe('0.5');
    expect(document.querySelector('[data-control="seed"]')!.outerHTML).toContain('value="5"');
    say({ type: 'setPrompt', prompt: 'How?' });
    await screen.findByRole('button', { name: 'Pause' }); // a message that was sent is answered at once
    expect(controller.store.getState()).toMatchObject({ promptText: '', progress: null });
    expect(controller.session.store.getState().seed).not.toBe(5);
  });
});
