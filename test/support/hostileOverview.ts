import { anthropic, deepseek, openrouter } from '../../src/providers';
import type { HistoryRow } from '../../src/core/history/historyRow';
import { unit } from '../../src/core/money/money';
import { cap, exact, factsOf, held, readingOf } from './accounts';
import { idOf } from './ids';
import { awkwardLabels } from './labels';
import { memoryHistory } from './memoryHistory';
import { rowsOf } from './overviewRows';
import type { OverviewWorld } from './overviewWorld';

const longest = `Organisation of ${'the very long name '.repeat(12)}`.slice(0, 200);
const longUnit = 'Compute units of the cluster x';

/** Names, units and amounts that nobody should have, and states of every kind. */
export function hostileOverview(now: number): OverviewWorld {
  const at = now - 60_000;
  const read = (name: string, amount: string) => ({ reading: readingOf([held(name, amount, {}, at)], { at }) });
  const labels = [...awkwardLabels, longest, longest.replaceAll(' ', '_'), 'zero\u200bwidth\u200d', '\u202eturned\u202c'];
  const amounts = ['0.000001', '9000000000', '-9000000000', '0'];
  const named = labels.map((label, index) =>
    factsOf(read(index % 2 === 0 ? 'USD' : 'CNY', amounts[index % 4] ?? '1'), { id: idOf(`named-${index}`), label }, deepseek),
  );
  const failed = { error: { kind: 'unauthorized', host: 'openrouter.ai', status: 401 } } as const;
  const facts = [
    ...named,
    factsOf(read(longUnit, '9000000000'), { id: idOf('units'), label: 'Units' }, openrouter),
    factsOf({ reading: readingOf([], { at, caps: [cap('4')] }) }, { id: idOf('cap'), label: 'Cap' }, openrouter),
    factsOf(
      { reading: readingOf([], { at, spend: [{ unit: unit('USD'), window: 'month', amount: exact('12.34') }] }) },
      { id: idOf('spends'), label: 'Spends' },
      anthropic,
    ),
    factsOf({ ...read('USD', '20'), ...failed }, { id: idOf('refused'), label: longest }, openrouter),
    factsOf({}, { id: idOf('new'), label: 'Never checked' }, openrouter),
  ];
  const rows: readonly HistoryRow[] = [
    ...rowsOf('named-0', now, 400, (back) => (back % 9 === 0 ? null : back % 3)),
    ...rowsOf('named-2', now, 1, () => 0),
    ...rowsOf('refused', now, 60, (back) => (back % 20 === 5 ? -900_000 : 30_000)),
    ...rowsOf('units', now, 90, () => 1).map((row) => ({ ...row, unit: longUnit })),
  ];
  return { facts, store: memoryHistory(rows) };
}
