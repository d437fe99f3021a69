import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type OwnedProcess, startOwned } from '../workbench/ownedProcess';
import { repoRoot } from '../workbench/paths';
import { scratchFolder } from '../workbench/scratchFolder';
import { withoutNpm } from '../workbench/withoutNpm';
import { killLeftBehind, leftBehind } from './leftBehind';

export interface FreshClone {
  readonly folder: string;
  /** As a person types it there, in a terminal of its own. */
  readonly start: (file: string, ...args: readonly string[]) => OwnedProcess;
  /** Processes and temporary files of what was started. */
  readonly left: () => readonly string[];
  readonly killLeft: () => void;
  readonly remove: () => Promise<void>;
}

/** What git has of this repository and what was changed in its files since, and nothing that was installed or built. */
export function freshClone(): FreshClone {
  const { path, remove } = scratchFolder('api-balance-clone-');
  const [folder, temporary] = [join(path, 'clone'), join(path, 'tmp')];
  mkdirSync(temporary);
  const git = gitIn(path);
  git(['clone', '--quiet', repoRoot, folder]);
  const changes = git(['-C', repoRoot, 'diff', '--binary', 'HEAD']);
  if (changes !== '') git(['-C', folder, 'apply', '--whitespace=nowarn'], changes);
  // Newer Nodes let npm leave compiled code among the temporary files, for its next start.
  const env = { ...withoutNpm(process.env), PATH: ownPath(), TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' };
  const start = (file: string, ...args: readonly string[]): OwnedProcess => startOwned(file, args, env, { cwd: folder, graceMs: 20_000 });
  return {
    folder,
    start,
    left: () => leftBehind(temporary),
    killLeft: () => {
      killLeftBehind(temporary);
    },
    remove,
  };
}

/** Without the person's own settings of git, and whoever owns the files. */
function gitIn(scratch: string): (args: readonly string[], input?: string) => string {
  const config = join(scratch, 'gitconfig');
  writeFileSync(config, '[safe]\n\tdirectory = *\n');
  // A hook of git that runs the tests names its own repository.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const env = { ...own, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' };
  const options = { env, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;
  return (args, input = '') => execFileSync('git', args, { ...options, input });
}

/** The machine's own Node and npm, not the ones that this repository has installed. */
function ownPath(): string {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
}
