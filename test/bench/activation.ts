import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { vsixPath } from '../e2e/stage/installed';
import { readZip } from '../e2e/stage/readZip';
import { openBrowser } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { micros } from '../../src/core/money/money';
import { openHistory } from '../../src/node/history/openHistory';
import { repoRoot } from '../workbench/paths';
import { readLatest } from '../../src/node/history/readLatest';
import { writeLastStatusFile } from '../../src/node/files/lastStatusFile';
import { groundText } from '../../src/core/views/lastStatus';
import { keptStatus } from '../../src/core/views/keptStatus';
import { english } from '../../src/core/text/translate';
import { median } from './median';
import { type ActivationMeter, type Measured, type Sample, startMeter } from './measureActivation';
import { factsOf } from '../support/accounts';
import { idOf } from '../support/ids';

const sampleCount = 10;
const fixture = (name: string): string => join(repoRoot, 'test', 'bench', 'extensions', name);
const unpacked = join(repoRoot, 'out', 'unpacked');
const bare = 'one bare status bar item';

const filled = '… with 10 accounts';
const accounts = Array.from({ length: 10 }, (_, index) => ({ id: `work-${index}`, provider: 'deepseek', label: `Work ${index}` }));

/** A month of readings, one an hour, for each account, and what a window that has seen them keeps for the next one. */
function fillStorage(folder: string): void {
  const end = Date.now();
  const store = openHistory({ folder, now: () => end });
  store.importRows(
    accounts.flatMap(({ id }) =>
      Array.from({ length: 24 * 30 }, (_, hour) => ({
        account: idOf(id),
        unit: 'CNY',
        reading: {
          epoch: 0,
          at: end - (24 * 30 - hour) * 3_600_000,
          available: micros(100_000_000 - hour * 1000),
          paid: null,
          granted: null,
        },
      })),
    ),
  );
  store.close();
  const ground = {
    setting: accounts,
    shows: { kind: 'lowest' },
    names: 'short',
    locale: 'en',
    hidden: false,
    zoneOffset: new Date().getTimezoneOffset(),
  } as const;
  const facts = readLatest(folder, end).map(({ account, reading }) => factsOf({ reading }, { id: account, label: account }));
  const status = keptStatus(facts, ground, { now: end, locale: 'en', t: english });
  writeLastStatusFile(folder, groundText(ground), JSON.stringify(status));
}

const subjects: Readonly<Record<string, Measured>> = {
  'an empty extension': { extensionId: 'api-balance-bench.empty', folder: fixture('empty') },
  [bare]: { extensionId: 'api-balance-bench.statusbaritem', folder: fixture('statusBarItem') },
  'API Balance': { extensionId: 'api-balance.api-balance', folder: unpacked },
  [filled]: {
    extensionId: 'api-balance.api-balance',
    folder: unpacked,
    settings: { 'apiBalance.accounts': accounts },
    fillStorage,
  },
};

type Figures = Readonly<Record<'load' | 'call' | 'sum' | 'later' | 'settled' | 'least' | 'most', number>>;

function figures(samples: readonly Sample[]): Figures {
  const sums = samples.map(({ load, call }) => load + call);
  const load = median(samples.map((sample) => sample.load));
  const call = median(samples.map((sample) => sample.call));
  return {
    load,
    call,
    sum: median(sums),
    later: median(samples.map((sample) => sample.later)),
    settled: median(samples.map((sample) => sample.settled)),
    least: Math.min(...sums),
    most: Math.max(...sums),
  };
}

function row(name: string, { load, call, sum, later, settled, least, most }: Figures, base: number): string {
  const range = `(${least.toFixed(2)}–${most.toFixed(2)})`;
  const columns = [name.padEnd(26), load.toFixed(2).padStart(7), call.toFixed(2).padStart(9), sum.toFixed(2).padStart(7)];
  return [
    ...columns,
    range.padStart(15),
    (sum / base).toFixed(2).padStart(12),
    later.toFixed(2).padStart(10),
    settled.toFixed(1).padStart(8),
  ].join(' ');
}

/** What is measured is the package, as it is installed. */
async function unpack(): Promise<void> {
  await rm(unpacked, { recursive: true, force: true });
  for (const { name, bytes } of readZip(await readFile(await vsixPath()))) {
    if (!name.startsWith('extension/')) continue;
    const file = join(unpacked, name.slice('extension/'.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Takes turns, so that a machine that grows slower or faster meanwhile does so for all of them. */
async function measureAll(): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const workbench = await installWorkbench();
  const browser = await openBrowser(workbench);
  const meters = new Map<string, ActivationMeter>();
  const samples = new Map<string, readonly Sample[]>();
  try {
    for (const [name, measured] of Object.entries(subjects)) meters.set(name, await startMeter(workbench, browser, measured));
    for (const meter of meters.values()) await meter.sample(); // The first start reads cold files.
    for (let round = 1; round <= sampleCount; round += 1) {
      console.log(`Round ${round} of ${sampleCount}…`);
      for (const [name, meter] of meters) samples.set(name, [...(samples.get(name) ?? []), await meter.sample()]);
    }
    return samples;
  } finally {
    await Promise.all([...meters.values()].map((meter) => meter.stop()));
    await browser.close();
  }
}

async function main(): Promise<void> {
  await unpack();
  const rows = [...(await measureAll())].map(([name, samples]) => ({ name, ...figures(samples) }));
  const base = rows.find(({ name }) => name === bare)?.sum ?? NaN;
  console.log(`\nActivation in a real extension host, median of ${sampleCount}, ms\n`);
  console.log(['load'.padStart(34), 'activate', '   sum', '  (least–most)', ' × bare item', 'next turn', 'painted'].join('  '));
  for (const { name, ...values } of rows) console.log(row(name, values, base));
  const ratio = (rows.find(({ name }) => name === 'API Balance')?.sum ?? NaN) / base;
  console.log(
    `\nAPI Balance takes ${ratio.toFixed(2)} times the bare item; at most 2 (1.8 ms where that takes 0.9)${ratio <= 2 ? '' : '  TOO SLOW'}`,
  );
  const painted = rows.find(({ name }) => name === filled)?.settled ?? NaN;
  console.log(
    `The last balances of 10 accounts are painted ${painted.toFixed(1)} ms after activate() returned; at most 50${painted <= 50 ? '' : '  TOO SLOW'}`,
  );
  if (!(ratio <= 2) || !(painted <= 50)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
