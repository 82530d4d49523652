import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const project = join(import.meta.dirname, '..');

/**
 * Runs a command-line tool of the project's dependencies in the project's root; its output goes straight through.
 *
 * @returns its exit code; 1 if a signal ended it
 */
export function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const path = `${join(project, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, {
      cwd: project,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, PATH: path },
      shell: process.platform === 'win32', // npm's .bin entries are .cmd files there
    });
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}
