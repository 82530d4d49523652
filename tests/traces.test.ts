import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTraceFile } from '#trace/read.ts';

const project = join(import.meta.dirname, '..');
const folder = join(project, 'public/traces');
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];

describe('the recorded runs', () => {
  it('are there: the page opens with one', () => {
    expect(files).toContain('opening.json');
  });

  it.each(files)(
    '%s was made by the weights that are shipped, so that the live model can take over',
    name => {
      const { trace } = readTraceFile(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      const spec = JSON.parse(readFileSync(join(project, 'models', trace.model.id, 'spec.json'), 'utf8'));
      expect(trace.model.revision).toBe(spec.revision);
      expect(trace.steps.length).toBeGreaterThan(1);
    },
  );
});
