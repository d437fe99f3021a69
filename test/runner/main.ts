import { join } from 'node:path';
import { runMocha } from './runMocha';

const minute = 60_000;
const timeouts: Readonly<Record<string, number>> = { unit: 10_000, e2e: 5 * minute };

async function main(suite: string): Promise<void> {
  const { failed } = await runMocha({ folder: join(__dirname, '..', suite), timeoutMs: timeouts[suite] ?? minute });
  process.exitCode = failed === 0 ? 0 : 1;
  // A test that leaves a socket, timer or process open would hang here for ever; unref'd, this only fires when one does.
  setTimeout(() => {
    console.error(`The ${suite} tests ended but left open: ${process.getActiveResourcesInfo().join(', ')}. Close what the test opened.`);
    process.exit(1);
  }, 10_000).unref();
}

main(process.argv[2] ?? 'unit').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
