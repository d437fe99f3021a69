import type { HistoryRow } from '../../src/core/history/historyRow';
import type { HistoryStore } from '../../src/core/history/historyStore';
import type { HistoryDisplay } from '../../src/core/historyPage/historyDisplay';
import type { HistorySelection } from '../../src/core/historyPage/historySelection';
import { dayMs, hourMs } from '../../src/core/time/durations';
import type { AccountFacts } from '../../src/core/views/accountView';
import { micros, unit } from '../../src/core/money/money';
import { anthropic, openrouter } from '../../src/providers';
import { exact, factsOf, held, readingOf } from './accounts';
import type { ToPage } from '../../src/webview/protocol';
import { demoFacts } from './demoFacts';
import { historyView } from './historyPage';
import { idOf } from './ids';
import { memoryHistory } from './memoryHistory';
import { displayAt } from './overviewWorld';
import { costOf } from './pastChecks';
import { reportedHistory } from './reportedHistory';
import { yearOfHistory } from './yearOfHistory';

/** What the Account page is of, and what is chosen on it. */
export interface AccountWorld {
  readonly store: HistoryStore;
  readonly facts: readonly AccountFacts[];
  readonly wanted: Partial<HistorySelection>;
}

/** Longer than any line, written from both sides, with what cannot be seen, and with what means something elsewhere. */
const hostileLabel =
  `$(flame) **bold** [x](command:y) \u202eleft\u202c \u200b\u200d<img src=x> ${'Organisation of the long name '.repeat(8)}`.slice(0, 200);

const work = idOf('work');
const ofWork = (unitName: string, ...readings: readonly (readonly [at: number, amount: string, epoch?: number])[]): readonly HistoryRow[] =>
  readings.map(([at, amount, epoch = 0]) => ({
    account: work,
    unit: unitName,
    reading: { at, epoch, available: exact(amount), paid: null, granted: null },
  }));
const small = (label: string, unitName: string, amount: string, at: number, rows: readonly HistoryRow[]): AccountWorld => ({
  store: memoryHistory(rows),
  facts: [factsOf({ reading: readingOf([held(unitName, amount, {}, at)], { at }), checkedAt: at }, { id: work, label })],
  wanted: {},
});

/** Accounts as people have them, and as nobody should. */
export function accountWorlds(now: number): Readonly<Record<string, AccountWorld>> {
  const kept = reportedHistory({ folder: '', sqlite: null }, now, { spend: 'ant', cap: 'key' });
  const reported: HistoryStore = { ...kept, place: () => ({ kind: 'disk', file: 'history.db', setAside: null }) };
  const at = now - 120_000;
  const usd = unit('USD');
  const estimate = { unit: usd, amount: exact('150'), at: now - 12 * dayMs, spentThatDay: exact('1') };
  const spendFacts = factsOf(
    { reading: readingOf([], { at, spend: [{ unit: usd, window: 'day', amount: exact('4.50') }] }), checkedAt: at },
    { id: idOf('ant'), label: 'Organisation', estimate },
    anthropic,
  );
  const capFacts = factsOf(
    {
      reading: readingOf([], { at, caps: [{ unit: usd, limit: exact('20'), remaining: exact('8.75'), resets: 'daily' }] }),
      checkedAt: at,
    },
    { id: idOf('key'), label: 'Key' },
    openrouter,
  );
  const odd = 'requests of the weekly window ';
  const wide = Array.from({ length: 60 }, (_, index): readonly [number, string] => [
    now - (60 - index) * 12 * hourMs,
    index % 20 === 0 ? '9000000000' : index % 7 === 0 ? '0.000001' : String(4_000_000_000 - index * 50_000_000),
  ]);
  const lately = [now - 50 * hourMs, now - 26 * hourMs, now - 2 * hourMs].map((moment, index) => [moment, String(9 - index)] as const);
  return {
    year: { store: memoryHistory(yearOfHistory(now)), facts: demoFacts(now), wanted: { range: { kind: '1y' } } },
    month: { store: memoryHistory(yearOfHistory(now)), facts: demoFacts(now), wanted: { range: { kind: '30d' } } },
    spend: { store: reported, facts: [spendFacts, capFacts], wanted: { account: idOf('ant') } },
    cap: { store: reported, facts: [spendFacts, capFacts], wanted: { account: idOf('key'), range: { kind: '7d' } } },
    dayOne: dayOne(now),
    hostile: small(hostileLabel, odd.trim(), '1', at, ofWork(odd.trim(), ...wide)),
    oneReading: small('One', 'USD', '12.34', at, ofWork('USD', [at, '12.34'])),
    noReadings: { store: memoryHistory([]), facts: [factsOf({}, { id: work, label: hostileLabel })], wanted: {} },
    emptyMonth: {
      ...small('Away', 'EUR', '7', now - 70 * dayMs, ofWork('EUR', [now - 90 * dayMs, '9'], [now - 70 * dayMs, '7'])),
      wanted: { range: { kind: '30d' } },
    },
    keyChanged: small('Key changed', 'USD', '7', at, [...ofWork('USD', ...lately), ...ofWork('USD', [at, '70', at])]),
  };
}

/** The first check of an account that reports its days: all that it tells of is there at once. */
function dayOne(now: number): AccountWorld {
  const at = now - 60_000;
  const today = Math.floor(now / dayMs) * dayMs;
  const days = Array.from({ length: 31 }, (_, index) => costOf(today - (30 - index) * dayMs, 2 + (index % 5)));
  const reading = readingOf([], { at, days, spend: [{ unit: unit('USD'), window: 'day', amount: micros(2_000_000) }] });
  return {
    store: { ...memoryHistory([]), spendDays: (account) => (account === idOf('ant') ? days.map((one) => ({ ...one, epoch: 0, at })) : []) },
    facts: [factsOf({ reading, checkedAt: at }, { id: idOf('ant'), label: 'Organisation' }, anthropic)],
    wanted: { account: idOf('ant') },
  };
}

/** What the page is answered by a host that has that world. */
export function accountPageOf(
  { store, facts, wanted }: AccountWorld,
  now: number,
  more: Partial<HistoryDisplay> = {},
): (message: { readonly kind: string; readonly pixels?: number }) => ToPage | null {
  return ({ kind, pixels = 800 }) =>
    kind === 'ready' ? { kind: 'state', view: historyView(store, facts, wanted, pixels, displayAt(now, more)) } : null;
}
