import { describe, expect, it } from 'vitest';
import { framesOf } from '#features/share/animation/frames.ts';
import { GifFile } from '#features/share/animation/gif.ts';
import { lastSteps, momentAfter as momentAfterStep } from '#features/share/animation/last.ts';
import { familiesIn } from '#features/share/picture/faces.ts';
import type { Palette } from '#features/share/picture/shapes.ts';
import { type Look, layoutSlide, rest, slideSize } from '#features/share/picture/slide.ts';
import { svgOf } from '#features/share/picture/svg.ts';
import { languages } from '#i18n/messages.tsx';
import { advance, momentAfter, sessionAfter, token, vocabulary } from '../../views/moment.ts';

const look: Look = {
  m: languages.en,
  palette: new Proxy({}, { get: (_, name) => `#${String(name)}` }) as Palette,
  measure: (text, { size }) => [...text].length * size * 0.5,
  creditOf: () => 'a <credit> & "more"',
};

describe('the picture of a moment', () => {
  const moment = momentAfter([6, 7, 8, 9], [advance, advance]);
  const svg = svgOf(layoutSlide(moment, look, rest(moment)), { ...slideSize, style: '', description: '' });

  it('is well-formed XML whatever the text, with every bar and the rest', () => {
    expect(svg).toContain('a &lt;credit&gt; &amp; &quot;more&quot;');
    expect(svg).toContain('37.5%');
    expect(svg).toContain('6 other tokens');
    expect(svg).toContain('文');
    // Paper, five bars and the rest, their segments and the rest of the strip, the marker.
    expect(svg.match(/<rect/g)).toHaveLength(1 + 6 + 6 + 1);
  });

  it('has the marker over the token that it names', () => {
    const shapes = layoutSlide(moment, look, rest(moment));
    const rects = shapes.filter(shape => shape.kind === 'rect');
    const marker = rects.find(({ fill }) => fill === '#drawn')!;
    const [, segment] = rects.filter(({ fill }) => fill === '#drawn-fill');
    expect(marker.x + marker.width / 2).toBeGreaterThanOrEqual(segment!.x);
    expect(marker.x + marker.width / 2).toBeLessThanOrEqual(segment!.x + segment!.width + 1);
    expect(moment.choice).toMatchObject({ by: 'sampler', id: 1 });
    expect(svg).toMatch(/0\.\d{4} → “ a”/);
  });

  it('takes the fonts along that it has Latin text in', () => {
    expect(familiesIn(layoutSlide(moment, look, rest(moment)))).toEqual(['text', 'ui']);
    const chinese = layoutSlide(momentAfter([3, 3], []), look, rest(momentAfter([3, 3], [])));
    expect(familiesIn(chinese)).toEqual(['ui']); // the credit
  });
});

describe('the animation of the last tokens', () => {
  it('shows the tokens whose draw is known, each with the bars it was drawn from', () => {
    const run = sessionAfter([6, 7], [...token, ...token, ...token]);
    expect(lastSteps(run, run.cursor, 2)).toEqual([2, 3]);
    expect(lastSteps(run, run.cursor, 9)).toEqual([1, 2, 3]);
    const page = { vocabulary, contextLength: 64, bars: 5, still: true };
    const second = momentAfterStep(run, 2, page);
    expect(second.shown).toBe(1);
    expect(second.drawn).toBe(run.trace.steps[2]!.choice);
    expect(second.spelled).toHaveLength(4);
  });

  it('takes as long as the stage’s beats, and ends each movement where it belongs', () => {
    const frames = framesOf(7, 0.25, false);
    const total = (list: typeof frames) => list.reduce((sum, { delayMs }) => sum + delayMs, 0);
    // watch: read 380, vectors to last column 1120, predict 380, sample 600, append 290, settle 230; and 700 to read the token.
    expect(total(frames)).toBe(380 + 1120 + 380 + 600 + 290 + 230 + 700);
    expect(frames.every(({ delayMs }) => delayMs % 10 === 0 && delayMs >= 50)).toBe(true);
    const markers = frames.flatMap(({ at }) => (at.beat === 'sample' ? [at.marker!] : []));
    expect(markers.at(-1)).toBe(0.25);
    expect(markers).toEqual([...markers].sort((a, b) => a - b));
    expect(frames.filter(({ at }) => at.shown === 7)).toHaveLength(1); // it stands in the text when it has landed
    expect(total(framesOf(7, null, false))).toBe(total(frames) - 600); // nothing was drawn: no marker glides
  });

  it('is written as a GIF that repeats for ever and stores only what changes', () => {
    const [width, height] = [32, 16];
    const paper = new Uint8ClampedArray(width * height * 4).fill(255);
    const dot = paper.slice();
    dot.set([255, 0, 0, 255], 4 * 40);
    const file = new GifFile(width, height, dot);
    file.add(paper, 500);
    file.add(dot, 70);
    file.add(dot, 1230);
    const bytes = Buffer.from(file.finish());
    expect(bytes.subarray(0, 6).toString('latin1')).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([width, height]);
    const loop = bytes.indexOf('NETSCAPE2.0', 0, 'latin1');
    expect(bytes.readUInt16LE(loop + 13)).toBe(0); // 0: for ever
    const delays: number[] = []; // ms, of every graphic control extension
    const control = Buffer.of(0x21, 0xf9, 4);
    for (let at = bytes.indexOf(control); at >= 0; at = bytes.indexOf(control, at + 1))
      delays.push(bytes.readUInt16LE(at + 4) * 10);
    expect(delays).toEqual([500, 70, 1230]);
    expect(bytes.at(-1)).toBe(0x3b);
  });
});
