import type { Checked } from '../../src/core/views/checkReport';
import { historyRows } from '../../src/core/history/historyRows';
import type { HistoryRow } from '../../src/core/history/historyRow';
import { openHistory } from '../../src/node/history/openHistory';
import type { DemoAccount } from './demoAccounts';
import { storyRows } from './storyRows';
import { recordRows } from '../support/historyRows';

/** What lies behind each account: it leads up to what was just read, so that the window's first check goes on from there. */
export function demoHistory(accounts: readonly DemoAccount[], checked: readonly Checked[]): readonly HistoryRow[] {
  return accounts.flatMap(({ story, target }) => {
    const outcome = checked.find(({ account }) => account.id === target.account.id)?.outcome;
    if (story === null || outcome?.ok !== true) return [];
    const newest = historyRows(target.account.id, outcome.reading).filter(({ unit }) => unit === story.unit);
    return newest.flatMap((row) => storyRows(story, row));
  });
}

/** Written as the extension writes its own, into its storage folder. */
export function writeHistory(folder: string, rows: readonly HistoryRow[]): void {
  const history = openHistory({ folder, now: () => Date.now() });
  recordRows(history, rows);
  const [place, waiting] = [history.place().kind, history.waiting()];
  history.close();
  if (place !== 'disk' || waiting > 0) throw new Error(`The demo's history could not be written into ${folder}.`);
}
