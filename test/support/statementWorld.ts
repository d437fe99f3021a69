import type { HistoryRow } from '../../src/core/history/historyRow';
import type { HistoryDisplay } from '../../src/core/historyPage/historyDisplay';
import { keptLedgers } from '../../src/core/ledger/keptLedgers';
import { readStatement, statementAccounts, statementReach } from '../../src/core/statement/readStatement';
import { statementView, type StatementView } from '../../src/core/statement/statementView';
import type { AccountFacts } from '../../src/core/views/accountView';
import { deepseek, openrouter } from '../../src/providers';
import { factsOf } from './accounts';
import { idOf } from './ids';
import { memoryHistory } from './memoryHistory';
import type { OverviewWorld } from './overviewWorld';
import { day, hour, parts, total } from './pastReadings';

/** The Statement with all histories read. */
export function statementViewOf({ store, facts }: OverviewWorld, month: string | null, display: HistoryDisplay): StatementView {
  const { now, timeZone } = display;
  const ledgers = keptLedgers(store, timeZone);
  ledgers.reach(statementReach);
  ledgers.ask(statementAccounts({ facts, store }).map(({ account }) => account));
  ledgers.follow();
  ledgers.read(now, () => true);
  const daysOf = (id: AccountFacts['account']['id']) => ledgers.daysOf(id, now);
  const read = readStatement({ facts, store, daysOf }, month, now, timeZone);
  return statementView({ read, place: store.place(), unread: ledgers.unread(now), display });
}

const named = (id: string, label: string): AccountFacts =>
  factsOf({}, { id: idOf(id), label }, id.startsWith('or') ? openrouter : deepseek);

/** What no designer thinks of: labels without end, writing from right to left, large and small amounts, keys and clocks that changed. */
export function hostileStatementWorld(now: number): OverviewWorld {
  const row = (account: string, unit: string, reading: HistoryRow['reading']): HistoryRow => ({ account: idOf(account), unit, reading });
  const at = now - 40 * day;
  const long = 'An account whose label goes on and on '.repeat(6).slice(0, 200);
  return {
    facts: [
      named('long', long),
      named('word', 'w'.repeat(200)),
      named('rtl', '\u202eחשבון\u202c של $(trash) [link](command:x) <b>bold</b>'),
      named('or-large', 'Large and small'),
      named('one', 'One reading'),
      named('key', 'Another key'),
      named('clock', 'A clock that went back'),
      named('quiet', 'Not looked at'),
      named('never', 'Never checked'),
    ],
    store: memoryHistory([
      row('long', 'USD', parts(at - 10 * day, 120, 10)),
      row('long', 'USD', parts(at, 100, 10)),
      row('long', 'USD', parts(at + hour, 150.25, 0)),
      row('word', 'USD', total(at, 12.5)),
      row('rtl', 'EUR', total(at, 12.5)),
      row('rtl', 'EUR', total(at + day, -3.18)),
      row('or-large', 'USD', total(at, 9_000_000_000)),
      row('or-large', 'USD', total(at + hour, 8_999_999_999.000001)),
      row('or-large', 'credits of thirty letters, all', total(at, 0.000001)),
      row('or-large', 'credits of thirty letters, all', total(at + hour, 123_456.789012)),
      row('one', 'CNY', total(at, 5)),
      row('key', 'CNY', total(at, 5)),
      row('key', 'CNY', { ...total(at + day, 50), epoch: at + hour }),
      row('clock', 'CNY', total(at, 5)),
      row('clock', 'CNY', { ...total(at + day, 4), epoch: 1 }),
      row('quiet', 'CNY', total(at - 60 * day, 33)),
      row('forgotten', 'USD', total(at, 1)),
    ]),
  };
}

/** So many accounts with some months each. */
export function manyStatementAccounts(now: number, count: number): OverviewWorld {
  const ids = Array.from({ length: count }, (_, index) => `account-${index}`);
  return {
    facts: ids.map((id, index) => named(id, `Account ${index + 1}`)),
    store: memoryHistory(
      ids.flatMap((id, index) =>
        Array.from({ length: 120 }, (_, back): HistoryRow => {
          const reading = total(now - (119 - back) * day, 50 + ((119 - back) * (index % 7)) / 10);
          return { account: idOf(id), unit: index % 3 === 0 ? 'CNY' : 'USD', reading };
        }),
      ),
    ),
  };
}
