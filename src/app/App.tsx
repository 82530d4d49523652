import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type LocalStart, type StagePart, modelOf, stageParts } from '#figures/scene.ts';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { shownStep } from '#player/state.ts';
import { stepAt } from '#trace/trace.ts';
import { Boundary } from '#ui/Boundary.tsx';
import { type DialogName, Dialogs } from './Dialogs.tsx';
import { Header } from './Header.tsx';
import { LiveStage } from './LiveStage.tsx';
import { NotDrawn } from '#ui/NotLoaded.tsx';
import { Notices } from './Notices.tsx';
import { Classroom, type Overlay } from '#features/classroom/Classroom.tsx';
import { carryOut, noTransport, stageTransport } from '#run/commands.ts';
import type { Host } from '#features/embed/host.ts';
import { useEmbed } from '#features/embed/useEmbed.ts';
import { type KeyCommand, commandOf } from '#run/keys.ts';
import { fallbackOf } from './fallback.ts';
import { EngineLabs } from '#run/labs.ts';
import { type PictureName } from '#figures/index.ts';
import { FigureFrame } from '#figures/FigureFrame.tsx';
import { LessonPanel } from '#lesson/panel/LessonPanel.tsx';
import { SceneLine } from '#lesson/panel/SceneLine.tsx';
import { spokenIn, stageStart } from '#lesson/enter.ts';
import { figureLesson } from '#lesson/figureLesson.ts';
import { asksForStillness, openingOf } from '#lesson/opening.ts';
import { hasStage, permissionOf, permits } from '#lesson/permissions.ts';
import { turnPage } from '#lesson/turnPage.ts';
import { useLesson } from '#lesson/useLesson.ts';
import { wantedPlace } from '#lesson/place.ts';
import { sources } from '#lesson/sources.ts';
import { useScene } from '#lesson/useScene.ts';
import { useOffline } from '#features/offline/useOffline.ts';
import { remember, remembered } from '#ui/preferences.ts';
import { startOf } from '#run/start.ts';
import { type BadParameter, type Options, barsRange } from '#run/url.ts';
import { useDrop } from '#features/share/open.ts';
import { useChoices } from './useChoices.ts';
import { useDocument } from './useDocument.ts';
import { useBeginning, useWorkbench } from '#run/useWorkbench.ts';
import './App.css';

interface Props {
  readonly options: Options;
  readonly bad: readonly BadParameter[];
  readonly host: Host | null; // the page that embeds this one
}

export function App({ options, bad, host }: Props) {
  const choices = useChoices(options);
  const { language, theme, isDark, view, singleKeys, setLanguage, setTheme } = choices;
  const { switchLanguage, switchTheme, switchView } = choices;
  const [panelOpen, setPanelOpen] = useState(() => remembered('panel') !== 'closed');
  const [bars, setBars] = useState(options.bars ?? barsRange.default);
  const [dialog, setDialog] = useState<DialogName | null>(null);
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
  const [labs] = useState(() => new EngineLabs(options.backend));
  const { controller, session, workbench } = useWorkbench(bench, labs);
  const stopIntro = useRef(() => {});

  useBeginning(controller, bench, place === null ? options.autoplay : 'elsewhere', stopIntro);
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
    heading: (place && lesson?.chapters[place.chapter.id].scenes[place.scene.id]?.title) ?? null,
    phase: waiting ? 'failed' : empty && !asleep ? 'loading' : onStage ? session.phase : 'ready',
    source: shown.source,
    model: workbench.modelId,
    report: workbench.report,
  });

  const [figure] = useState(noTransport); // of the picture that stands in the stage's place
  const drawnBars = view === 'projector' ? Math.min(bars, projectedBars) : bars;
  const stage = useMemo(() => stageTransport(controller, drawnBars), [controller, drawnBars]);

  /** Carries out what a key or a button asks for. @returns whether there was anything to do */
  const run = useCallback(
    (command: KeyCommand): boolean => {
      if (overlay !== null) setOverlay(null);
      else if (command.do === 'language') switchLanguage();
      else if (command.do === 'theme') switchTheme();
      else if (command.do === 'projector') {
        switchView();
        setLit(null);
      } else if (command.do === 'help') setDialog('help');
      else if (command.do === 'light') {
        if (view !== 'projector') return false;
        setLit(nextLight);
      } else if (command.do === 'blank' || command.do === 'vote') {
        if (view !== 'projector' || (command.do === 'vote' && !onStage)) return false;
        setOverlay(command.do);
      } else if (view === 'projector' && turnPage(command, { place, may, go, session: controller.session })) {
        return true;
      } else if (!onStage) return carryOut(figure.current, command);
      else if (!permits(may, command)) return false;
      else act(() => carryOut(stage, command));
      return true;
    },
    [
      act,
      controller,
      figure,
      go,
      may,
      onStage,
      overlay,
      place,
      stage,
      switchLanguage,
      switchTheme,
      switchView,
      view,
    ],
  );

  useOffline(workbench.modelId, workbench.report);
  useDrop(controller);
  useEmbed(options.view === 'embed', host, {
    controller,
    transport: () => (onStage ? stage : figure.current),
    run,
    // A figure has models of its own.
    act: onStage ? act : then => then(),
    setLanguage,
    setTheme,
  });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event, { singleKeys });
      if (command !== null && run(command)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [run, singleKeys]);

  // The same functions always: the parts of the page that get them are drawn anew only for what they show.
  const onShare = useCallback(() => setDialog('share'), []);
  const onConnect = useCallback(() => setDialog('connect'), []);
  const onDownload = useCallback(() => setDialog('hub'), []);
  const onTogglePanel = useCallback(() => {
    setPanelOpen(!panelOpen);
    remember('panel', panelOpen ? 'closed' : 'open');
  }, [panelOpen]);

  const hasPanel = view === 'page' || (view === 'embed' && options.chapter !== null);
  return (
    <MessagesProvider value={m}>
      <div className="app" data-view={view} data-panel={hasPanel ? (panelOpen ? 'open' : 'closed') : 'none'}>
        {view !== 'embed' && <Header view={view} dark={isDark} run={run} onShare={onShare} />}
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
          <main id="main" className="page" tabIndex={-1}>
            {onStage || start === null ? (
              <Boundary failed={again => <NotDrawn onRetry={again} />}>
                <LiveStage
                  controller={controller}
                  session={session}
                  workbench={workbench}
                  bars={drawnBars}
                  may={may}
                  focus={lit ?? scene?.focus ?? null}
                  pools={scene !== null && 'pools' in scene && scene.pools === true}
                  act={act}
                  run={run}
                  onBars={setBars}
                  onConnect={onConnect}
                  onDownload={onDownload}
                />
              </Boundary>
            ) : (
              <FigureFrame
                key={`${place!.address} ${JSON.stringify(start)}`}
                transport={figure}
                figure={place!.scene.figure as PictureName}
                scene={place!.scene}
                start={start}
                spoken={spokenIn(place!.scene, language)}
                modelId={modelOf(start)}
                plays={openingAt(start).does === 'play'}
                labs={labs}
                lesson={lesson && figureLesson(lesson, place!, go)}
                sourceOf={id => sources[id]!}
                retryWords={walk.retry}
                guest={workbench.guest}
                onConnect={onConnect}
                onDownload={onDownload}
              />
            )}
          </main>
        </div>
        <Dialogs
          {...{ dialog, controller, session, bars, singleKeys }}
          onDialog={setDialog}
          backend={options.backend}
          scene={place && { chapter: place.chapter.id, scene: place.scene.id }}
          onSingleKeys={choices.chooseSingleKeys}
          onOwnModel={() => stopIntro.current()}
        />
        <Classroom {...{ overlay, controller, session }} onClose={() => setOverlay(null)} />
      </div>
    </MessagesProvider>
  );
}

const projectedBars = 11; // rows as high as body text that a projected stage has room for
/** Lit one after the other, then none of them. */
const nextLight = (now: StagePart | null): StagePart | null =>
  stageParts[now === null ? 0 : stageParts.indexOf(now) + 1] ?? null;
