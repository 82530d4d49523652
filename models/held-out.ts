/** Texts of models/data that no training saw. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

const documentsOf = (name: string) =>
  readFileSync(join(folder, 'data', name), 'utf8')
    .split('<|endoftext|>')
    .map(text => text.trim())
    .filter(text => text !== '');

/** By part of models/results.json; of the English stories 4 % by a hash of the text, as in pipeline/corpus.py. */
export const heldOut: Readonly<Record<string, () => string[]>> = {
  own: () =>
    documentsOf('stories-own.txt').filter(
      text => parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16) % 1000 < 40,
    ),
  'zh-stories': () => documentsOf('held-out-zh.txt'),
};
