import { useReducedMotion } from 'framer-motion';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { models } from '#engine/models.ts';
import { type Language, MessagesProvider, guessLanguage, languages } from '#i18n/messages.tsx';
import { isPlaying } from '#session/state.ts';
import { type StepId, stepAt } from '#trace/trace.ts';
import type { TokenId } from '#lm/prediction.ts';
import { Announcer } from './Announcer.tsx';
import { Badges } from './Badges.tsx';
import { Controls } from './Controls.tsx';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { Notices } from './Notices.tsx';
import { PromptBox } from './PromptBox.tsx';
import { Stage } from './Stage.tsx';
import { playIntro } from './intro.ts';
import { type KeyCommand, commandOf } from './keys.ts';
import { momentOf } from './moment.ts';
import { remember, remembered } from './preferences.ts';
import { type BadParameter, type Options, barsRange } from './url.ts';
import { useDocument } from './useDocument.ts';
import { useOnce, useWorkbench } from './useWorkbench.ts';
import { startOf } from './start.ts';
import './App.css';
import './PromptBox.css';

export function App({ options, bad }: { options: Options; bad: readonly BadParameter[] }) {
  const [language, setLanguage] = useState<Language>(
    () => options.lang ?? (asLanguage(remembered('lang')) || guessLanguage(navigator.languages)),
  );
  const [theme, setTheme] = useState(() => options.theme ?? asTheme(remembered('theme')));
  const [view, setView] = useState(options.view);
  const [bars, setBars] = useState(options.bars ?? barsRange.default);
  const [help, setHelp] = useState(false);
  const m = languages[language];

  const bench = useMemo(() => startOf(options, bad, language), []); // eslint-disable-line react-hooks/exhaustive-deps
  const { controller, session, workbench } = useWorkbench(bench);
  const { dispatch } = controller.session;
  const stopIntro = useRef(() => {});

  useOnce(() => {
    const isEmbed = view === 'embed';
    void controller.openRecording().then(opened => {
      if (options.autoplay ?? opened)
        stopIntro.current = playIntro(controller.session, options.autoplay === true);
    });
    // An embed loads nothing heavy before its reader acts.
    if (!isEmbed || bench.start.recording === null) void controller.load();
  });

  /** Every act of the reader passes here: it ends the intro, slows an accelerating run, and wakes an embed's model. */
  const act = useCallback(
    (then: () => void) => {
      stopIntro.current();
      const { report, progress, error } = controller.store.getState();
      if (report === null && progress === null && error === null) void controller.load();
      then();
    },
    [controller],
  );

  const spec = models.find(model => model.spec.id === workbench.modelId)?.spec;
  const still = useReducedMotion() ?? false;
  const { vocabulary, contextLength } = workbench;
  const moment = useMemo(
    () => momentOf(session, { vocabulary, contextLength, bars, still }),
    [session, vocabulary, contextLength, bars, still],
  );
  const shown = stepAt(session.trace, moment.shown);
  const ended =
    session.cursor !== 0 && stepAt(session.trace, session.cursor).choice?.id === session.endOfText;
  const waiting = session.phase === 'predicting' && workbench.report === null && workbench.error !== null;
  const phase = waiting ? 'failed' : session.trace.prompt.length === 0 ? 'loading' : session.phase;
  useDocument({
    language,
    theme,
    view,
    phase,
    source: shown.source,
    model: workbench.modelId,
    report: workbench.report,
  });

  const run = useCallback(
    (command: KeyCommand) => {
      const playing = isPlaying(controller.session.store.getState());
      switch (command.do) {
        case 'next':
          return act(() => dispatch({ type: 'drive', drive: playing ? 'hold' : 'turn' }));
        case 'play':
          return act(() => dispatch({ type: 'drive', drive: playing ? 'hold' : 'run' }));
        case 'advance':
          return act(() => {
            dispatch({ type: 'drive', drive: 'hold' });
            dispatch({ type: 'advance' });
          });
        case 'back':
          return act(() => dispatch({ type: 'back' }));
        case 'reset':
          return act(() => dispatch({ type: 'reset' }));
        case 'temperature':
          return act(() => {
            const { temperature } = controller.session.store.getState().params;
            const next = Math.round((temperature + command.by) * 100) / 100;
            dispatch({ type: 'setParams', params: { temperature: Math.min(5, Math.max(0, next)) } });
          });
        case 'choose':
          return act(() => document.querySelectorAll<HTMLElement>('.bars-list button')[command.bar]?.click());
        case 'language':
          return setLanguage(now => otherOf(now));
        case 'theme':
          return setTheme(now => (isDark(now) ? 'light' : 'dark'));
        case 'projector':
          return setView(now => (now === 'projector' ? 'page' : 'projector'));
        case 'help':
          return setHelp(true);
      }
    },
    [act, controller, dispatch],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [run]);

  useEffect(() => remember('lang', language), [language]);
  useEffect(() => remember('theme', theme), [theme]);

  const onChoose = useCallback(
    (step: StepId, id: TokenId) => act(() => dispatch({ type: 'choose', step, id })),
    [act, dispatch],
  );
  const onGoTo = useCallback((step: StepId) => act(() => dispatch({ type: 'goTo', step })), [act, dispatch]);
  const modelName = (id: string) => m.models.names[id] ?? id;
  const fallback = models.find(model => model.spec.id !== workbench.modelId)?.spec.id;

  return (
    <MessagesProvider value={m}>
      <div className="app" data-view={view}>
        {view !== 'embed' && (
          <Header
            view={view}
            dark={isDark(theme)}
            onLanguage={() => run({ do: 'language' })}
            onTheme={() => run({ do: 'theme' })}
            onProjector={() => run({ do: 'projector' })}
            onHelp={() => run({ do: 'help' })}
          />
        )}
        <Notices
          notices={workbench.notices}
          error={(workbench.error ?? session.error) as typeof workbench.error}
          fallback={
            fallback === undefined
              ? null
              : { name: modelName(fallback), use: () => controller.setModel(fallback) }
          }
          onRetry={() => (workbench.error !== null ? void controller.load() : run({ do: 'next' }))}
          onDismiss={notice => controller.dismiss(notice)}
        />
        <main className="page">
          <Stage
            moment={moment}
            actions={{ onChoose, onGoTo }}
            model={{
              name: modelName(workbench.modelId),
              layers: spec?.layers ?? 6,
              parameters: spec?.parameters ?? null,
            }}
            computing={session.phase === 'predicting'}
            badges={
              <Badges
                source={shown.source}
                latencyMs={shown.latencyMs}
                report={workbench.report}
                progress={workbench.progress}
                error={workbench.error}
              />
            }
            promptBox={
              <PromptBox
                text={workbench.promptText}
                onCommit={text => act(() => controller.setPrompt(text))}
              />
            }
            controls={
              <Controls
                playing={isPlaying(session)}
                canGoBack={session.cursor !== 0 || session.phase !== 'ready'}
                params={session.params}
                seed={session.seed}
                bars={bars}
                tempo={session.tempo}
                modelId={workbench.modelId}
                models={models.map(({ spec }) => ({
                  id: spec.id,
                  label: m.models.option(modelName(spec.id), spec.parameters, spec.bytes),
                }))}
                onStep={() => run({ do: 'advance' })}
                onNext={() => run({ do: 'next' })}
                onPlay={() => run({ do: 'play' })}
                onBack={() => run({ do: 'back' })}
                onReset={() => run({ do: 'reset' })}
                onParams={params => act(() => dispatch({ type: 'setParams', params }))}
                onSeed={seed => act(() => dispatch({ type: 'setSeed', seed }))}
                onBars={count => {
                  if (count >= barsRange.min && count <= barsRange.max) setBars(count);
                }}
                onTempo={tempo => dispatch({ type: 'setTempo', tempo })}
                onModel={id => act(() => controller.setModel(id))}
              />
            }
          />
        </main>
        <Announcer moment={moment} ended={ended} />
        {help && <Help onClose={() => setHelp(false)} />}
      </div>
    </MessagesProvider>
  );
}

const otherOf = (language: Language): Language => (language === 'en' ? 'zh' : 'en');
const asLanguage = (value: string | null): Language | undefined =>
  value !== null && value in languages ? (value as Language) : undefined;
const asTheme = (value: string | null) => (value === 'light' || value === 'dark' ? value : 'auto');
const isDark = (theme: 'light' | 'dark' | 'auto'): boolean =>
  theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
