import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type LocalStart, type StagePart, stageParts } from '#chapters/chapter.ts';
import { type Language, MessagesProvider, guessLanguage, languages } from '#i18n/messages.tsx';
import { shownStep } from '#session/state.ts';
import { stepAt } from '#trace/trace.ts';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { LiveStage } from './LiveStage.tsx';
import { Notices } from './Notices.tsx';
import { Classroom, type Overlay } from './classroom/Classroom.tsx';
import { moveStage, pressInFigure } from './commands.ts';
import type { Host } from './embed/host.ts';
import { useEmbed } from './embed/useEmbed.ts';
import { introTokens, playTokens } from './intro.ts';
import { type KeyCommand, commandOf } from './keys.ts';
import { fallbackOf } from './fallback.ts';
import { EngineLabs } from './labs.ts';
import { FigureFor } from './lesson/FigureFor.tsx';
import { LessonPanel } from './lesson/LessonPanel.tsx';
import { SceneLine } from './lesson/SceneLine.tsx';
import { modelOf, spokenIn, stageStart } from './lesson/enter.ts';
import { asksForStillness, openingOf } from './lesson/opening.ts';
import { hasStage, permissionOf, permits } from './lesson/permissions.ts';
import { turnPage } from './lesson/turnPage.ts';
import { useLesson } from './lesson/useLesson.ts';
import { wantedPlace } from './lesson/place.ts';
import { useScene } from './lesson/useScene.ts';
import { useOffline } from './offline/useOffline.ts';
import { remember, remembered } from './preferences.ts';
import { startOf } from './start.ts';
import { type BadParameter, type Options, barsRange } from './url.ts';
import { useDrop } from './share/open.ts';
import { useDocument } from './useDocument.ts';
import { useOnce, useWorkbench } from './useWorkbench.ts';
import './App.css';

// Most readers never open it, and it brings every protocol along.
const Connect = lazy(() => import('./connect/Connect.tsx').then(({ Connect }) => ({ default: Connect })));

const Hub = lazy(() => import('./hub/Hub.tsx').then(({ Hub }) => ({ default: Hub })));

const ShareRun = lazy(() => import('./share/ShareRun.tsx').then(({ ShareRun }) => ({ default: ShareRun })));

interface Props {
  readonly options: Options;
  readonly bad: readonly BadParameter[];
  readonly host: Host | null; // the page that embeds this one
}

export function App({ options, bad, host }: Props) {
  const [language, setLanguage] = useState<Language>(
    () => options.lang ?? (asLanguage(remembered('lang')) || guessLanguage(navigator.languages)),
  );
  const [theme, setTheme] = useState(() => options.theme ?? asTheme(remembered('theme')));
  const [view, setView] = useState(options.view);
  const [panelOpen, setPanelOpen] = useState(() => remembered('panel') !== 'closed');
  const [bars, setBars] = useState(options.bars ?? barsRange.default);
  const [help, setHelp] = useState(false);
  const [connecting, setConnecting] = useState(false);
  const [hub, setHub] = useState<boolean | null>(null); // its dialog is open; null: never was
  const [sharing, setSharing] = useState(false);
  const [lit, setLit] = useState<StagePart | null>(null); // by the teacher, instead of what the scene speaks of
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const m = languages[language];

  const wanted = useMemo(() => wantedPlace(options), [options]);
  const walk = useLesson(language, wanted.place);
  const { place, lesson, go } = walk;
  const scene = place?.scene ?? null;
  const onStage = hasStage(scene);
  const may = useMemo(() => permissionOf(scene, options.controls), [scene, options.controls]);

  const bench = useMemo(() => {
    const whole = startOf(options, [...bad, ...wanted.bad], language);
    return scene === null || !onStage ? whole : { ...whole, start: stageStart(scene, language, options) };
    // Where the page begins; walking on from there is useScene's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const { controller, session, workbench } = useWorkbench(bench);
  const [labs] = useState(() => new EngineLabs(options.backend));
  const stopIntro = useRef(() => {});

  useOnce(() => {
    if (place !== null) return;
    void controller.openRecording().then(opened => {
      if (options.autoplay ?? opened)
        stopIntro.current = playTokens(
          controller.session,
          options.autoplay === true ? Infinity : introTokens,
        );
    });
    // An embed loads nothing heavy before its reader acts.
    if (!bench.sleeping) void controller.load();
  });
  const openingAt = (local: LocalStart) =>
    openingOf(local, { autoplay: options.autoplay, view }, asksForStillness());
  const start = useScene(controller, place, language, stopIntro, openingAt, (local, asked) => {
    stopIntro.current();
    setBars(asked.bars ?? local.bars ?? barsRange.default);
  });
  // Back at the welcome by the back button: the page's own beginning, without its show.
  const home = useRef(place === null);
  useEffect(() => {
    if (place === null && !home.current) {
      setBars(options.bars ?? barsRange.default);
      void controller.enter(startOf(options, [], language).start);
    }
    home.current = place === null;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [place]);

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

  const shown = stepAt(session.trace, shownStep(session));
  const waiting = session.phase === 'predicting' && workbench.report === null && workbench.error !== null;
  const asleep = bench.sleeping && workbench.progress === null && workbench.report === null;
  const empty = onStage && session.trace.prompt.length === 0;
  useDocument({
    language,
    theme,
    view,
    scene: place?.address ?? null,
    phase: waiting ? 'failed' : empty && !asleep ? 'loading' : onStage ? session.phase : 'ready',
    source: shown.source,
    model: workbench.modelId,
    report: workbench.report,
  });

  const run = useCallback(
    (command: KeyCommand) => {
      if (overlay !== null) return setOverlay(null); // whatever is pressed ends a blank screen
      switch (command.do) {
        case 'blank':
        case 'vote':
          return setOverlay(view === 'projector' && (onStage || command.do === 'blank') ? command.do : null);
        case 'light':
          return setLit(now => (view === 'projector' ? nextLight(now) : null));
        case 'language':
          return setLanguage(now => otherOf(now));
        case 'theme':
          return setTheme(now => (isDark(now) ? 'light' : 'dark'));
        case 'projector':
          return setView(now => (now === 'projector' ? 'page' : 'projector'));
        case 'help':
          return setHelp(true);
      }
      if (view === 'projector' && turnPage(command, { place, may, go, session: controller.session })) return;
      if (!onStage) return pressInFigure(command);
      if (permits(may, command)) act(() => moveStage(controller, command));
    },
    [act, controller, go, may, onStage, overlay, place, view],
  );

  useOffline(workbench.modelId, workbench.report);
  useDrop(controller);
  useEmbed(options.view === 'embed', host, { controller, onStage, run, act, setLanguage, setTheme });

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

  // The same functions always: the parts of the page that get them are drawn anew only for what they show.
  const onShare = useCallback(() => setSharing(true), []);
  const onConnect = useCallback(() => setConnecting(true), []);
  const onDownload = useCallback(() => setHub(true), []);
  const onTogglePanel = useCallback(() => setPanelOpen(open => !open), []);

  useEffect(() => remember('lang', language), [language]);
  useEffect(() => remember('theme', theme), [theme]);
  useEffect(() => remember('panel', panelOpen ? 'open' : 'closed'), [panelOpen]);

  const hasPanel = view === 'page' || (view === 'embed' && options.chapter !== null);
  return (
    <MessagesProvider value={m}>
      <div className="app" data-view={view} data-panel={hasPanel ? (panelOpen ? 'open' : 'closed') : 'none'}>
        {view !== 'embed' && <Header view={view} dark={isDark(theme)} run={run} onShare={onShare} />}
        <Notices
          notices={workbench.notices}
          error={(workbench.error ?? session.error) as typeof workbench.error}
          retryAt={session.retryAt}
          fallback={fallbackOf(controller, session, m)}
          onRetry={() => (workbench.error !== null ? void controller.load() : run({ do: 'next' }))}
          onDismiss={notice => controller.dismiss(notice)}
        />
        {view === 'projector' && place !== null && lesson !== null && (
          <SceneLine place={place} lesson={lesson} />
        )}
        <div className="spread">
          {hasPanel && <LessonPanel {...walk} open={panelOpen} onToggle={onTogglePanel} />}
          <main className="page">
            {onStage || start === null ? (
              <LiveStage
                controller={controller}
                session={session}
                workbench={workbench}
                bars={view === 'projector' ? Math.min(bars, projectedBars) : bars}
                may={may}
                focus={lit ?? scene?.focus ?? null}
                act={act}
                run={run}
                onBars={setBars}
                onConnect={onConnect}
                onDownload={onDownload}
              />
            ) : (
              <FigureFor
                key={`${place!.address} ${JSON.stringify(start)}`}
                scene={place!.scene}
                start={start}
                spoken={spokenIn(place!.scene, language)}
                modelId={modelOf(start)}
                may={may}
                plays={openingAt(start).does === 'play'}
                labs={labs}
                controller={controller}
                lesson={lesson}
                onGo={go}
                guest={workbench.guest}
                onConnect={onConnect}
                onDownload={onDownload}
              />
            )}
          </main>
        </div>
        {help && <Help onClose={() => setHelp(false)} />}
        <Classroom {...{ overlay, controller, session }} onClose={() => setOverlay(null)} />
        {sharing && (
          <Suspense>
            <ShareRun
              controller={controller}
              session={session}
              bars={bars}
              scene={place && { chapter: place.chapter.id, scene: place.scene.id }}
              onClose={() => setSharing(false)}
            />
          </Suspense>
        )}
        {hub !== null && (
          <Suspense>
            <Hub
              open={hub}
              backend={options.backend}
              onOpen={setHub}
              onUse={engine => {
                stopIntro.current();
                controller.useGuest({ engine, largestTopK: null });
              }}
              onMoved={report => {
                const { guest } = controller.store.getState();
                if (controller.currentEngine === guest?.engine) controller.adoptReport(report);
              }}
            />
          </Suspense>
        )}
        {connecting && (
          <Suspense>
            <Connect
              onClose={() => setConnecting(false)}
              onUse={(engine, { largestTopK }) => {
                stopIntro.current();
                controller.useGuest({ engine, largestTopK });
              }}
            />
          </Suspense>
        )}
      </div>
    </MessagesProvider>
  );
}

const projectedBars = 11; // rows as high as body text that a projected stage has room for
/** Lit one after the other, then none of them. */
const nextLight = (now: StagePart | null): StagePart | null =>
  stageParts[now === null ? 0 : stageParts.indexOf(now) + 1] ?? null;
const otherOf = (language: Language): Language => (language === 'en' ? 'zh' : 'en');
const asLanguage = (value: string | null): Language | undefined =>
  value !== null && value in languages ? (value as Language) : undefined;
const asTheme = (value: string | null) => (value === 'light' || value === 'dark' ? value : 'auto');
const isDark = (theme: 'light' | 'dark' | 'auto'): boolean =>
  theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
