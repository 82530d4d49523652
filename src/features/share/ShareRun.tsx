import { useMessages } from '#i18n/messages.tsx';
import type { Session } from '#player/state.ts';
import { writeTraceFile } from '#trace/file.ts';
import { linkOf, longestLine } from '#trace/link.ts';
import { pathTo } from '#trace/trace.ts';
import { endOfVisited } from '#run/kept.ts';
import { momentOf } from '#run/moment.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import { lastSteps, momentAfter } from './animation/last.ts';
import { Share } from './Share.tsx';
import { linkTo } from './address.ts';
import { creditOf } from './credit.ts';
import { openFile } from './open.ts';
import { measureOnPage } from './picture/canvas.ts';
import { paletteOf } from './picture/shapes.ts';
import type { Look } from './picture/slide.ts';
import { pngPoster, svgPoster } from './poster.ts';
import { SaveAnimation } from './SaveAnimation.tsx';
import { tableOf } from './table.ts';

/** The share dialog over the run on the stage. */
export function ShareRun(props: {
  controller: WorkbenchController;
  session: Session;
  bars: number;
  scene: { chapter: string; scene: string } | null;
  onClose: () => void;
}) {
  const m = useMessages();
  const { controller, session, bars, scene, onClose } = props;
  const { trace, cursor, seed, params } = session;
  const { vocabulary, promptText, contextLength } = controller.store.getState();
  const end = endOfVisited(session);
  const run = linkOf(trace, cursor, end, { prompt: promptText, seed, params });
  const base = location.href.replace(/[?#].*$/, '');

  const page = { vocabulary, contextLength, bars, still: true };
  // In the past the animation ends there; at the very beginning it shows what the reader has seen of the run.
  const steps = lastSteps(session, cursor === 0 ? end : cursor, animatedTokens);
  const nameOf = (format: string) =>
    `next-token-${trace.model.id.replace(/[^\w.-]+/g, '-')}-${seed}.${format}`;
  const look = async (): Promise<Look> => ({
    m,
    palette: paletteOf(document.documentElement),
    measure: await measureOnPage(),
    creditOf: moment => creditOf(m, moment),
  });

  const contentOf = async (format: 'json' | 'csv' | 'svg' | 'png'): Promise<Blob> => {
    switch (format) {
      case 'json':
        return json(JSON.stringify(writeTraceFile({ trace, seed, params, vocabulary })));
      case 'csv':
        // The mark tells spreadsheets that the file is UTF-8; without it Chinese comes out garbled.
        return new Blob(['\ufeff', tableOf(trace, end, vocabulary)], { type: 'text/csv' });
      case 'svg':
        return await svgPoster(momentOf(session, page), await look());
      case 'png':
        return await pngPoster(momentOf(session, page), await look());
    }
  };

  return (
    <Share
      link={linkTo(base, run, scene, m.tag)}
      cut={pathTo(trace, end).length - 1 > longestLine}
      onSave={format => void contentOf(format).then(content => download(nameOf(format), content))}
      onOpen={file => openFile(controller, file)}
      onPrint={printWorksheet}
      onClose={onClose}
    >
      <SaveAnimation
        tokens={steps.length}
        make={async task => {
          // It brings a worker along that most readers never need.
          const { animate } = await import('./animation/animate.ts');
          const moments = steps.map(step => () => momentAfter(session, step, page));
          download(nameOf('gif'), await animate(moments, await look(), task));
        }}
      />
    </Share>
  );
}

const animatedTokens = 5; // a loop of some twenty seconds: longer ones are not watched on a slide

/** @param covered the bars and their numbers are left out, to be guessed */
function printWorksheet(covered: boolean): void {
  const { dataset } = document.documentElement;
  if (covered) dataset['print'] = 'covered';
  window.addEventListener('afterprint', () => delete dataset['print'], { once: true });
  window.print();
}

const json = (text: string) => new Blob([text], { type: 'application/json' });

function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
