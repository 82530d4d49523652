/** The numbers of the loss chart and of the cards: that they agree, and which of them can be measured again here. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { heldOut } from './held-out.ts';

type Parts = Readonly<Record<string, number>>; // bits per byte by part of the held-out text

interface Results {
  readonly models: Readonly<Record<string, { readonly bitsPerByte?: { readonly shipped: Parts } }>>;
  readonly references: Readonly<Record<string, Parts>>;
}

const folder = import.meta.dirname;
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

/** @param expect says whether something holds, and counts what does not */
export function checkChart(expect: (holds: boolean, what: string) => void): void {
  console.log('loss chart and cards');
  const { models, references } = JSON.parse(read('results.json')) as Results;
  const elsewhere = new Set<string>(); // what only the pipeline can measure

  for (const [id, { bitsPerByte }] of Object.entries(models)) {
    if (bitsPerByte === undefined || !existsSync(join(folder, id, 'spec.json'))) continue;
    const { shipped } = bitsPerByte;
    const spec = (JSON.parse(read(id, 'spec.json')) as { bitsPerByte?: Parts }).bitsPerByte ?? {};
    for (const [part, bits] of Object.entries(shipped)) {
      if (part in spec)
        expect(spec[part] === bits, `${id}, ${part}: ${bits} in the chart, ${spec[part]} in spec.json`);
      if (!(part in heldOut)) elsewhere.add(`${id} on ${part}: its text is not in this repository`);
    }
  }
  for (const [name, parts] of Object.entries(references)) {
    for (const [part, bits] of Object.entries(parts)) {
      if (!(part in heldOut)) elsewhere.add(`${name} on ${part}: its text is not in this repository`);
      else if (name.startsWith('xz')) checkXz(part, bits, expect, elsewhere);
      else elsewhere.add(`${name} on ${part}: the text it has counted is not in this repository`);
    }
  }
  checkCards({ models, references }, expect);
  elsewhere.add(
    'samples, counts of unsafe words and of right answers, times of training in the cards: they need PyTorch',
  );
  elsewhere.add(
    'the numbers of the poem and translator cards that are not in results.json: each has its own evaluation',
  );
  console.log('  not measured again here (models/pipeline/evaluate.py measures it, given the texts):');
  for (const what of elsewhere) console.log(`    ${what}`);
}

function checkXz(
  part: string,
  stated: number,
  expect: (holds: boolean, what: string) => void,
  elsewhere: Set<string>,
): void {
  const input = Buffer.from(heldOut[part]!().join('\n\n'));
  const { stdout, error } = spawnSync('xz', ['-9e', '--stdout'], { input });
  if (error !== undefined) {
    elsewhere.add(`xz on ${part}: the program xz is not installed`);
    return;
  }
  const bits = (8 * stdout.length) / input.length;
  expect(
    Math.abs(bits - stated) < 0.005,
    `xz -9e, ${part}: ${bits.toFixed(4)} bits per byte, stated ${stated}`,
  );
}

/** Rows of the cards' tables, `| **en-mini** | 1.414 | …`: each number is one of the chart's, rounded. */
function checkCards({ models, references }: Results, expect: (holds: boolean, what: string) => void): void {
  const stated = new Map<string, Parts>([
    ...Object.entries(references),
    ...Object.entries(models).flatMap(([id, { bitsPerByte }]) =>
      bitsPerByte === undefined ? [] : [[id, bitsPerByte.shipped] as const],
    ),
  ]);
  for (const id of readdirSync(folder).filter(name => existsSync(join(folder, name, 'README.md')))) {
    for (const line of read(id, 'README.md').split('\n')) {
      const [, name = '', ...cells] = line.split('|').map(cell => cell.trim().replaceAll('**', ''));
      const parts = stated.get(name);
      const numbers = cells.filter(cell => /^\d\.\d{3}$/.test(cell));
      if (parts === undefined || numbers.length < 2) continue; // a row of another table
      const known = new Set(Object.values(parts).map(bits => bits.toFixed(3)));
      expect(
        numbers.every(number => known.has(number)),
        `card of ${id}, ${name}: ${numbers.join(', ')} as in the chart`,
      );
    }
  }
}
