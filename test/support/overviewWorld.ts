import type { HistoryStore } from '../../src/core/history/historyStore';
import { keptLedgers } from '../../src/core/ledger/keptLedgers';
import { overviewReach, overviewView, type OverviewView } from '../../src/core/overview/overviewView';
import type { OverviewSelection } from '../../src/core/historyPage/overviewSelection';
import type { HistoryDisplay } from '../../src/core/historyPage/historyDisplay';
import { english } from '../../src/core/text/translate';
import { dayMs } from '../../src/core/time/durations';
import { utcDayStart } from '../../src/core/time/utcDays';
import type { AccountFacts } from '../../src/core/views/accountView';
import { anthropic, deepinfra, deepseek, moonshot, novita, openai, openrouter } from '../../src/providers';
import { factsOf, held, readingOf } from './accounts';
import { idOf } from './ids';
import { memoryHistory } from './memoryHistory';
import { costOf } from './pastChecks';
import { rowsOf } from './overviewRows';
import { randomFrom } from './randomFrom';
import { yearOfHistory } from './yearOfHistory';

export interface OverviewWorld {
  readonly store: HistoryStore;
  readonly facts: readonly AccountFacts[];
}

export const atFirst: OverviewSelection = { range: '30d', unit: null, per: 'day' };

export function displayAt(now: number, more: Partial<HistoryDisplay> = {}): HistoryDisplay {
  return { now, locale: 'en', timeZone: 'Europe/Berlin', hidden: false, t: english, ...more };
}

/** A year as a person has it: three accounts with readings, two that report their days, one that owes, one whose key is refused. */
export function overviewWorld(now: number): OverviewWorld {
  const rows = yearOfHistory(now);
  const lastOf = (account: string): string => String((rows.findLast((row) => row.account === account)?.reading.available ?? 0) / 1e6);
  const at = now - 120_000;
  const read = (account: string, unitName: string) => ({
    reading: readingOf([held(unitName, lastOf(account), {}, at)], { at }),
    checkedAt: at,
  });
  const facts = [
    factsOf(read('demo-main', 'CNY'), { id: idOf('demo-main'), label: 'Work' }, deepseek),
    factsOf(read('demo-side', 'USD'), { id: idOf('demo-side'), label: 'Side project' }, openrouter),
    factsOf(read('demo-quiet', 'USD'), { id: idOf('demo-quiet'), label: moonshot.name }, moonshot),
    factsOf(
      { reading: readingOf([held('USD', '-3.18', {}, at)], { at }), checkedAt: at },
      { id: idOf('owing'), label: 'Batch' },
      deepinfra,
    ),
    factsOf(
      {
        reading: readingOf([held('USD', '21.40', {}, now - 5 * 3_600_000)], { at: now - 5 * 3_600_000 }),
        checkedAt: at,
        error: { kind: 'unauthorized', host: 'api.novita.ai', status: 401 },
      },
      { id: idOf('refused'), label: 'CI' },
      novita,
    ),
    factsOf({ reading: readingOf([], { at }), checkedAt: at }, { id: idOf('reports-a'), label: 'Organisation' }, anthropic),
    factsOf({ reading: readingOf([], { at }), checkedAt: at }, { id: idOf('reports-b'), label: openai.name }, openai),
  ];
  const past = memoryHistory(rows);
  const today = utcDayStart(now);
  const random = randomFrom(5);
  const days = Array.from({ length: 400 }, (_, index) => ({
    ...costOf(today - (399 - index) * dayMs, Math.round((1 + random() * 3) * 100) / 100),
    epoch: 0,
    at: today - (398 - index) * dayMs + 60_000,
  }));
  const told = (part: number) =>
    days.map((one) => ({ ...costOf(one.day, Math.round((one.amount / 1e6) * part * 100) / 100), epoch: 0, at: Math.min(now, one.at) }));
  const store: HistoryStore = {
    ...past,
    spendDays: (account, from, to) =>
      (account === 'reports-a' ? told(1) : account === 'reports-b' ? told(0.6) : []).filter(({ day }) => day >= from && day <= to),
  };
  return { store, facts };
}

/** A world with an account for each of so many, of two years each. */
export function manyAccounts(now: number, count: number): OverviewWorld {
  const ids = Array.from({ length: count }, (_, index) => `account-${index}`);
  const random = randomFrom(3);
  const rows = ids.flatMap((id) => rowsOf(id, now, 730, () => (random() < 0.02 ? -60 : Math.round(random() * 300) / 100)));
  const facts = ids.map((id) => {
    const left = rows.findLast(({ account }) => account === id)?.reading.available ?? 0;
    const reading = readingOf([held('USD', String(left / 1e6), {}, now - 60_000)], { at: now - 60_000 });
    return factsOf({ reading }, { id: idOf(id), label: id }, openrouter);
  });
  return { facts, store: memoryHistory(rows) };
}

/** The Overview with all histories read, of whatever is selected. */
export function readOverview({ store, facts }: OverviewWorld, display: HistoryDisplay): (selection: OverviewSelection) => OverviewView {
  const { now, timeZone } = display;
  const ledgers = keptLedgers(store, timeZone);
  ledgers.reach(overviewReach(now));
  ledgers.ask(facts.map(({ account }) => account.id));
  ledgers.follow();
  ledgers.read(now, () => true);
  const known = facts.map((one) => ({ ...one, ledgers: ledgers.of(one.account.id, now) }));
  const daysOf = (id: AccountFacts['account']['id']) => ledgers.daysOf(id, now);
  return (selection) => overviewView({ facts: known, store, daysOf, unread: ledgers.unread(now), rates: null, selection, display });
}

export function overviewOf(world: OverviewWorld, selection: OverviewSelection, display: HistoryDisplay): OverviewView {
  return readOverview(world, display)(selection);
}
