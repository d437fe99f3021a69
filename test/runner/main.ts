import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { clearScreenshots } from '../e2e/stage/screenshots';
import { built } from '../support/built';
import { runMocha } from './runMocha';

const minute = 60_000;
const cores = Math.max(2, availableParallelism());
const suites: Readonly<Record<string, { readonly timeoutMs: number; readonly jobs?: number; readonly first?: RegExp }>> = {
  unit: { timeoutMs: minute, jobs: cores + 2, first: /lockedFiles|historyDamage|historyDisk|bounds|watchFile|keyGoes|transports/ },
  // The command line, several windows, what ships: whatever only a process of its own can show. They wait more than they work.
  processes: { timeoutMs: minute, jobs: cores + 4, first: /cliConnection|cliSurroundings|cliHelp|cliDefinitions|privateFiles|cases/ },
  // Provider × fault, against servers on loopback.
  matrix: { timeoutMs: minute, jobs: 6 },
  // Two, since it computes without a pause.
  simulation: { timeoutMs: 5 * minute, jobs: 2 },
  database: { timeoutMs: minute },
  // Two windows wait for their hosts by turns; and two files wait for minutes.
  e2e: { timeoutMs: 5 * minute, jobs: 2, first: /manyWindows|timerOff/ },
  // It has a limit of its own, and says more when it is reached.
  firstRun: { timeoutMs: 15 * minute },
};

async function main(suite: string, only: string | undefined): Promise<void> {
  // Not for the unit tests: what they have run is counted less exactly in code that was compiled before.
  if (suite === 'processes') process.env['NODE_COMPILE_CACHE'] = built('compileCache');
  if (suite === 'e2e') clearScreenshots();
  const { failed } = await runMocha({ folder: join(__dirname, '..', suite), only, ...(suites[suite] ?? { timeoutMs: minute }) });
  process.exitCode = failed === 0 ? 0 : 1;
  // What a test of this process leaves open (socket, timer, child) would hang here for ever; unref'd, this only fires when one does.
  setTimeout(() => {
    console.error(`The ${suite} tests ended but left open: ${process.getActiveResourcesInfo().join(', ')}. Close what the test opened.`);
    process.exit(1);
  }, 10_000).unref();
}

main(process.argv[2] ?? 'unit', process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
