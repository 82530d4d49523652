import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.ts';
import { project, runTool } from './tool.ts';

/**
 * `npm test`: every check of the project, cheapest first, one after the other (the browser tests need the cores).
 * Ends with `N passed, N failed`, and how many were skipped if any; exit code 0 only when nothing failed and something passed.
 *
 *   npm test                 everything
 *   npm test -- types unit   only these parts
 */
interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test by name, with the first lines of why: repeated at the very end, where a log's reader looks. */
  readonly failures?: readonly string[];
}

const reports = join(project, 'test-results');

const parts: Record<string, () => Promise<Outcome>> = {
  types: () => check('npm', ['run', '--silent', 'typecheck']),
  lint: () => check('npm', ['run', '--silent', 'lint']),
  unit: async () => {
    const report = join(reports, 'unit.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    // Found or installed here once: several test files start a browser, at the same time.
    const code = await runTool('vitest', args, { CHROMIUM_PATH: ensureChromium() });
    return counted(code, report, vitestOutcome);
  },
  build: () => check('vite', ['build']),
  e2e: async () => {
    const report = join(reports, 'e2e.json');
    const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
    const env = { CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    return counted(await runTool('playwright', args, env), report, ({ stats, suites }: PlaywrightReport) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky, // passing only at the second try is not passing
      skipped: stats.skipped,
      failures: suites.flatMap(specsOf).flatMap(spec => {
        const errors = spec.tests.flatMap(test => test.results.flatMap(result => result.errors));
        return spec.ok ? [] : [told(`${spec.file}:${spec.line} › ${spec.title}`, errors[0]?.message)];
      }),
    }));
  },
};

const vitestOutcome = (found: VitestReport): Outcome => ({
  passed: found.numPassedTests,
  failed: found.numFailedTests,
  skipped: found.numPendingTests + found.numTodoTests,
  failures: found.testResults.flatMap(file => [
    ...(file.assertionResults.length === 0 && file.message ? [told(file.name, file.message)] : []),
    ...file.assertionResults
      .filter(test => test.status === 'failed')
      .map(test => told(`${relative(project, file.name)} › ${test.fullName}`, test.failureMessages[0])),
  ]),
});

/** A failure in at most ten lines, without the colours of a terminal. */
function told(name: string, message = ''): string {
  const plain = stripVTControlCharacters(message).trim().split('\n').slice(0, 9);
  return [`✗ ${name}`, ...plain.map(line => `    ${line}`)].join('\n');
}

function specsOf(suite: PlaywrightSuite): readonly PlaywrightSpec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface PlaywrightSpec {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly ok: boolean;
  readonly tests: readonly {
    readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
  }[];
}

interface PlaywrightSuite {
  readonly specs?: readonly PlaywrightSpec[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

/** A tool that only says yes or no counts as one test. */
async function check(tool: string, args: readonly string[]): Promise<Outcome> {
  const failed = (await runTool(tool, args)) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0 };
}

/** What the runner wrote. A runner that failed without a failed test (a file that does not load) is one failure. */
function counted<Report>(code: number, report: string, read: (found: Report) => Outcome): Outcome {
  let outcome: Outcome = { passed: 0, failed: 0, skipped: 0 };
  try {
    outcome = read(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } catch (error) {
    console.error(`No report from the runner: ${String(error)}`);
  }
  const ranWell = code === 0 && outcome.passed > 0;
  return ranWell || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

const chosen = process.argv.slice(2);
const unknown = chosen.find(name => !(name in parts));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const lines: string[] = [];
const failures: string[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const start = performance.now();
  const outcome = await run().catch((error: unknown): Outcome => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  passed += outcome.passed;
  failed += outcome.failed;
  skipped += outcome.skipped;
  failures.push(...(outcome.failures ?? []));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const left = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
  lines.push(`${name.padEnd(8)}${outcome.passed} passed, ${outcome.failed} failed${left}  (${seconds} s)`);
}

if (failures.length > 0) console.log(`\n${failures.join('\n\n')}`);
console.log(`\n${lines.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
