import type { Shell } from '../commands';
import { bashCompletion } from './bashCompletion';
import { fishCompletion } from './fishCompletion';
import { zshCompletion } from './zshCompletion';

const scripts: Readonly<Record<Shell, (providers: readonly string[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** A script that completes commands, options, providers, files and variables, and asks this program nothing while it does. */
export function completionScript(shell: Shell, providers: readonly string[]): string {
  return scripts[shell](providers);
}
