import { ledgerOf } from '../../src/core/ledger/ledger';
import { micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';
import { median } from './median';

const quarterHour = 15 * 60_000;
const end = Date.UTC(2026, 10, 22);
const rounds = 9;
const allowedMs = 40;

/** A falling balance with a top-up a week, every reading another. */
function readingsOf(count: number): readonly PastReading[] {
  return Array.from({ length: count }, (_, index): PastReading => {
    const available = micros(100_000_000 - (index % 672) * 140_000 - (index % 7));
    return { at: end - (count - index) * quarterHour, epoch: 0, available, paid: available, granted: micros(0) };
  });
}

function took(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function measure(count: number): { readonly ledger: number; readonly baseline: number } {
  const readings = readingsOf(count);
  const ledgers: number[] = [];
  const baselines: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    baselines.push(took(() => [...readings].sort((a, b) => a.at - b.at)));
    ledgers.push(took(() => ledgerOf(readings, end, 'Europe/Berlin')));
  }
  return { ledger: median(ledgers), baseline: median(baselines) };
}

console.log(`\nLedger, median of ${rounds}, ms`);
console.log('readings      ledger   a reading    baseline: sort the same');
for (const count of [10_000, 100_000, 1_000_000]) {
  const { ledger, baseline } = measure(count);
  const isKept = count !== 100_000 || ledger <= allowedMs;
  console.log(
    `${String(count).padStart(8)} ${ledger.toFixed(1).padStart(11)} ${((ledger * 1e6) / count).toFixed(0).padStart(8)} ns ${baseline.toFixed(1).padStart(11)}${count === 100_000 ? `   at most ${allowedMs}` : ''}${isKept ? '' : '  TOO SLOW'}`,
  );
  if (!isKept) process.exitCode = 1;
}
