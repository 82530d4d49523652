import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { ensureChromium } from './chromium.ts';

/** Why a browser cannot be had here, as the closing lines of `npm test` say it. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

export interface OldChromium {
  readonly folder: string; // with the puppeteer-core of its time in node_modules
  readonly executable: string;
}

const inPath = (name: string): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path)) ?? null;

const quiet: ExecFileSyncOptions = {
  stdio: ['ignore', 'ignore', 'pipe'],
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
};

/** Debian's packages, where we may install any. @throws NoBrowser */
function install(what: string, packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || inPath('apt-get') === null) {
    throw new NoBrowser(`${what} is not installed (Debian: apt-get install ${packages.join(' ')})`);
  }
  console.log(`No ${what} found; installing Debian’s ${packages.join(', ')}.`);
  try {
    execFileSync('apt-get', ['update', '-q'], quiet);
    execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', ...packages], quiet);
  } catch (error) {
    throw new NoBrowser(`${what} could not be installed: ${String(error).split('\n', 1)[0]}`);
  }
}

/** @throws NoBrowser */
export function chromium(): string {
  try {
    return ensureChromium();
  } catch (error) {
    throw new NoBrowser(error instanceof Error ? error.message : String(error));
  }
}

/** @returns path of Firefox, `$FIREFOX_PATH` first. @throws NoBrowser */
export function firefox(): string {
  const find = () => process.env.FIREFOX_PATH ?? inPath('firefox-esr') ?? inPath('firefox');
  if (find() === null) install('Firefox', ['firefox-esr']);
  return find() ?? fail('Firefox is not where its package puts it');
}

/** @returns paths of WebKitGTK's driver, its MiniBrowser, and Xvfb. @throws NoBrowser */
export function webkit(): { driver: string; browser: string; xvfb: string | null } {
  const find = () => {
    const driver = inPath('WebKitWebDriver');
    const browser = miniBrowser();
    const xvfb = inPath('Xvfb');
    return driver && browser && (xvfb ?? process.env.DISPLAY) ? { driver, browser, xvfb } : null;
  };
  if (find() === null) install('WebKitGTK', ['webkit2gtk-driver', 'xvfb', 'xauth']);
  return find() ?? fail('WebKitGTK is not where its package puts it');
}

/** /usr/lib/<architecture>/webkit2gtk-4.<n>/MiniBrowser, the newest. */
function miniBrowser(): string | null {
  const below = (folder: string) =>
    (existsSync(folder) ? readdirSync(folder) : []).map(name => join(folder, name));
  return (
    below('/usr/lib')
      .flatMap(folder => (folder.includes('-linux-gnu') ? below(folder) : []))
      .filter(folder => folder.includes('/webkit2gtk-4'))
      .map(folder => join(folder, 'MiniBrowser'))
      .filter(path => existsSync(path))
      .sort()
      .at(-1) ?? null
  );
}

/**
 * A Chromium of years ago: the npm package that carries the browser itself, and the puppeteer-core of its time, fetched
 * once into `~/.cache/next-token-tests`. No dependency of the project: only the tests want them.
 *
 * @throws NoBrowser
 */
export function oldChromium(version: string, puppeteer: string): OldChromium {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new NoBrowser('it is built for Linux on x64 only');
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'next-token-tests', `chromium-${version}`);
  if (!existsSync(join(folder, 'node_modules/@sparticuz/chromium'))) {
    console.log(`Fetching Chromium ${version.split('.')[0]} into ${folder}.`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const packages = [`@sparticuz/chromium@${version}`, `puppeteer-core@${puppeteer}`];
    try {
      execFileSync(
        'npm',
        ['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', ...packages],
        {
          ...quiet,
          cwd: folder,
        },
      );
    } catch (error) {
      throw new NoBrowser(
        `it could not be fetched from the npm registry: ${String(error).split('\n', 1)[0]}`,
      );
    }
  }
  // The package itself would unpack to /tmp/chromium, whatever the version.
  const executable = join(folder, 'chromium');
  if (!existsSync(executable)) {
    const packed = readFileSync(join(folder, 'node_modules/@sparticuz/chromium/bin/chromium.br'));
    writeFileSync(`${executable}.part`, brotliDecompressSync(packed), { mode: 0o755 });
    renameSync(`${executable}.part`, executable);
  }
  return { folder, executable };
}

function fail(why: string): never {
  throw new NoBrowser(why);
}
