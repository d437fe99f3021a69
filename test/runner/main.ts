import { join } from 'node:path';
import { runMocha } from './runMocha';

const minute = 60_000;
const suites: Readonly<Record<string, { readonly timeoutMs: number; readonly jobs?: number; readonly first?: RegExp }>> = {
  unit: { timeoutMs: minute, jobs: 6, first: /^(historyDisk|transports|watchFile|cli|.*Processes)/ },
  // Provider × fault, against servers on loopback.
  matrix: { timeoutMs: minute, jobs: 6 },
  // Two, since it computes without a pause.
  simulation: { timeoutMs: 5 * minute, jobs: 2 },
  database: { timeoutMs: minute },
  e2e: { timeoutMs: 5 * minute },
  // It has a limit of its own, and says more when it is reached.
  firstRun: { timeoutMs: 15 * minute },
};

async function main(suite: string, only: string | undefined): Promise<void> {
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
