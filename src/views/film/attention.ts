import type { Edge, Mark } from './frame.ts';
import { clamp, ease, lerp, part } from './curves.ts';
import type { Rack } from './machine.ts';
import type { Shot } from './scene.ts';
import { rackOf, stripOn } from './sheets.ts';

/** Arcs from the last column to those it takes from, as thick as it takes; they reach out, stay, and draw back into it. */
export function attentionMarks(shot: Shot, rack: Rack): Mark[] {
  const { scene, time } = shot;
  const { glimpse, layers } = scene;
  const p = time.share('layers');
  if (glimpse === null || glimpse.attention.length < layers || p <= 0 || p >= 1) return [];
  if (time.tempo === 'lesson') {
    const l = rack.stages.findIndex((stage, k) => k > 0 && stage.progress > 0 && stage.progress < 1);
    if (l < 1) return [];
    const { reach, back } = rack.stages[l]!;
    const foot = (i: number) => footOf(rack, l, i);
    return [...arcs(shot, rack, glimpse.attention[l - 1]!, foot, reach - back), ...names(shot, rack, l)];
  }
  // At the faster tempo one set of arcs rides along and changes its weights from layer to layer.
  const k = Math.min(layers - 1, Math.floor(rack.open));
  const along = rack.open - k;
  const before = glimpse.attention[Math.max(0, k - 1)]!;
  const weights = before.map((w, i) => lerp(w, glimpse.attention[k]![i]!, along));
  const foot = (i: number): Edge => {
    const a = footOf(rack, k, i);
    const z = footOf(rack, k + 1, i);
    return { x: lerp(a.x, z.x, along), top: lerp(a.top, z.top, along), bottom: a.bottom };
  };
  return arcs(shot, rack, weights, foot, ease(part(p, 0.08, 0.3)) - ease(part(p, 0.86, 1)));
}

const footOf = (rack: Rack, k: number, token: number): Edge =>
  stripOn(rack.sheets[k]!, rack.columns.slots, rack.columns.slot(token), 0.5, 0.5).left;

/** @param weights [T]; what the columns in the fold get goes to the fold */
function arcs(
  shot: Shot,
  rack: Rack,
  weights: Float32Array,
  foot: (token: number) => Edge,
  length: number,
): Mark[] {
  const { scene, place, palette } = shot;
  if (length <= 0) return [];
  const last = scene.tokens.length - 1;
  const source = foot(last);
  const ceiling = Math.max(place.story.bottom + 8, place.narrow ? 0 : rackOf(place).top - 90);
  const tallest = Math.max(16, source.top - ceiling);
  const far = Math.abs(foot(0).x - source.x) || 1;
  const scale = place.narrow ? 13 : 20;
  const marks: Mark[] = [];
  let folded = 0;
  for (let i = 0; i < rack.columns.folded; i++) folded += weights[i] ?? 0;
  for (let i = Math.max(0, rack.columns.folded - 1); i < last; i++) {
    const weight = i < rack.columns.folded ? folded : (weights[i] ?? 0);
    const to = foot(i);
    const sink = i === 0 || i < rack.columns.folded; // many heads rest on the first token: drawn paler, so that it does not shout
    const height = lerp(18, tallest - 10, Math.abs(to.x - source.x) / far);
    const points = Array.from({ length: 25 }, (_, k): [number, number] => {
      const t = (k / 24) * length;
      const angle = Math.PI * t;
      return [
        lerp(source.x, to.x, (1 - Math.cos(angle)) / 2),
        lerp(source.top - 7, to.top - 7, t) - Math.sin(angle) * height,
      ];
    });
    marks.push({
      kind: 'path',
      id: `arc-${i}`,
      points,
      colour: sink ? palette.mark : palette.model,
      width: Math.max(0.8, weight * scale),
      alpha: sink ? 0.75 : 0.35 + 0.6 * clamp(weight * 4),
    });
  }
  return marks;
}

/** The three columns the last one takes most from, the first token and itself aside. */
export function strongest(weights: Float32Array, from: number): number[] {
  return Array.from(weights.keys())
    .filter(i => i > 0 && i >= from && i < weights.length - 1)
    .sort((a, b) => weights[b]! - weights[a]!)
    .slice(0, 3);
}

/** Names on the strongest columns, and on the one that looks. */
function names(shot: Shot, rack: Rack, layer: number): Mark[] {
  const { scene, palette, measure, place } = shot;
  const last = scene.tokens.length - 1;
  const { reach, back } = rack.stages[layer]!;
  const { attention } = scene.glimpse!;
  const at = (l: number) =>
    l < 1 || l > scene.layers ? [] : strongest(attention[l - 1]!, rack.columns.folded);
  const [before, now, after] = [at(layer - 1), at(layer), at(layer + 1)];
  const shown = new Map<number, number>();
  for (const i of now) {
    const on = before.includes(i) ? 1 : ease(part(reach, 0.55, 1));
    const off = after.includes(i) ? 0 : back;
    shown.set(i, on * (1 - off));
  }
  const ends = layer === scene.layers ? ease(part(rack.stages[layer]!.progress, 0.86, 1)) : 0;
  shown.set(last, Math.min(layer === 1 ? ease(part(reach, 0, 0.4)) : 1, 1 - ends));
  const size = 13.5;
  const x = (i: number) => {
    const k = Math.min(scene.layers, Math.floor(rack.open));
    const next = Math.min(scene.layers, k + 1);
    return lerp(footOf(rack, k, i).x, footOf(rack, next, i).x, rack.open - k);
  };
  const tags = [...shown]
    .filter(([, p]) => p > 0.02)
    .map(([i, p]) => ({
      i,
      p,
      w: measure(scene.tokens[i]!.text, size, 'text', 500) + 10,
      x: x(i),
      home: x(i),
    }))
    .sort((a, b) => a.i - b.i);
  spread(tags, place.machine.x, place.machine.x + place.machine.w);
  const y = rack.sheets[Math.round(rack.open)]!.at(0.5).top - 7;
  return tags.flatMap(({ i, p, w, x, home }): Mark[] => {
    const own = i === last;
    const fill = own ? palette.model : palette.surface;
    const text: Mark[] =
      p > 0.7
        ? [
            {
              kind: 'text',
              id: `name-${i}`,
              text: scene.tokens[i]!.text,
              x,
              y: y - 1.5,
              size,
              family: 'text',
              weight: 500,
              colour: own ? palette.paper : palette.model,
              ground: fill,
              align: 'center',
              alpha: part(p, 0.7, 1),
            },
          ]
        : [];
    return [
      {
        kind: 'box',
        id: `tag-${i}`,
        x: x - (w * p) / 2,
        y: y + 4 - 20 * p,
        w: w * p,
        h: 20 * p,
        radius: 4,
        fill,
        stroke: palette.model,
        width: 1.25,
      },
      ...(Math.abs(x - home) > 4
        ? [
            {
              kind: 'path',
              id: `tie-${i}`,
              points: [
                [x, y + 4],
                [home, y + 7],
              ],
              colour: palette.model,
              width: 1,
              alpha: p,
            } as const,
          ]
        : []),
      ...text,
    ];
  });
}

/** Pushes tags apart until none covers another. */
function spread(tags: { x: number; w: number; p: number }[], from: number, to: number): void {
  for (let round = 0; round < 16; round++) {
    for (let i = 1; i < tags.length; i++) {
      const [a, b] = [tags[i - 1]!, tags[i]!];
      const over = (a.w + b.w) / 2 + 3 - (b.x - a.x);
      if (over > 0) {
        a.x -= over / 2;
        b.x += over / 2;
      }
    }
    for (const tag of tags) tag.x = clamp(tag.x, from + tag.w / 2, to - tag.w / 2);
  }
}
