import { balanceText, type AccountView } from './accountView';
import type { Scene } from './amountText';
import { judgeReading } from './accountState';
import { oneLine } from './plainText';
import { formatTime } from './formatTime';
import { defaultThresholds, headline } from './headline';
import { readingOfRows } from './historyRows';
import type { HistoryRow } from './historyStore';
import { stateReasonText } from './stateReasonText';

/**
 * The accounts as they were last seen, for a window that has just opened: from history and the plain names in the
 * settings, without the schemas that a check needs. A person's own thresholds come with the first click.
 */
export function firstViews(setting: unknown, rows: readonly HistoryRow[], scene: Scene): readonly AccountView[] {
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [];
  return entries.flatMap((entry) => {
    const id = field(entry, 'id');
    const reading = readingOfRows(rows.filter(({ account }) => account === id));
    const main = reading && headline(reading.balances, defaultThresholds, field(entry, 'unit'));
    if (id === undefined || !reading || !main) return [];
    const { state, reason } = judgeReading(reading, defaultThresholds, field(entry, 'unit'));
    const view: AccountView = {
      id, title: oneLine(field(entry, 'label') ?? id), state, reason: reason && stateReasonText(reason, scene),
      amount: balanceText(main, scene), otherBalances: reading.balances.filter((other) => other !== main).map((other) => balanceText(other, scene, reading.at)),
      at: main.at, age: scene.t('as of {time}', { time: formatTime(main.at, scene.locale) }), stale: true, checking: false, problem: null, estimate: null, ledger: null,
    };
    return [view];
  });
}

function field(entry: unknown, name: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const value: unknown = Reflect.get(entry, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
