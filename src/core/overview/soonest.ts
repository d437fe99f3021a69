import { titleOf, type AccountFacts } from '../views/accountView';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { boundText, runwayText } from '../views/ledgerText';
import type { ShownAccount } from '../views/byNeed';
import { headline } from '../model/headline';
import { thresholdsOf } from '../views/accountView';
import type { AccountId } from '../model/accountId';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { formatDay, formatMonth } from '../time/formatTime';

/** The account that runs out first, by what it usually spends. */
export interface Soonest {
  readonly account: AccountId;
  readonly title: string;
  readonly when: string;
  readonly why: string | null;
}

/** When what is left is spent, as days of the calendar; null where nobody can tell. */
export function runsOut(facts: AccountFacts, display: HistoryDisplay): { readonly text: string; readonly at: EpochMs } | null {
  const main = mainOf(facts);
  const runway = main && facts.ledgers?.get(main.unit)?.runway;
  if (!main || runway?.kind !== 'days') return null;
  const { low, high, atMost } = runway;
  const { t } = display;
  // From what was read on: of an old balance some days have gone already.
  const at = main.at + low * dayMs;
  const orSooner = (text: string): string => (atMost ? t('{until}, or sooner', { until: text }) : text);
  // A range of years would say more than anybody knows.
  if (low > 365) return { text: orSooner(t('in over a year')), at };
  if (high === null || high > 2 * 365) {
    const date = (low > 300 ? formatMonth : formatDay)(at, display);
    return { text: atMost ? runwayText(runway, display) : t('not before {date}', { date }), at };
  }
  const to = main.at + high * dayMs;
  // Of a day in the coming months everybody knows the year.
  const nameOf = high > 300 ? formatMonth : formatDay;
  const text = [...new Set([nameOf(at, display), nameOf(to, display)])].join(' – ');
  return { text: orSooner(text), at };
}

export function soonestOf(views: readonly ShownAccount[], display: HistoryDisplay): Soonest | null {
  const known = views.flatMap(({ facts, state }) => {
    const out = runsOut(facts, display);
    // What is used up has run out already: that stands among what needs the person.
    return out && state !== 'exhausted' ? [{ facts, ...out }] : [];
  });
  const [first] = known.sort((a, b) => a.at - b.at);
  if (!first) return null;
  return { account: first.facts.account.id, title: titleOf(first.facts), when: first.text, why: usualDay(first.facts, display) };
}

function usualDay(facts: AccountFacts, display: HistoryDisplay): string | null {
  const main = mainOf(facts);
  const burn = main && facts.ledgers?.get(main.unit)?.burnPerDay;
  if (!main || !burn) return null;
  const money = moneyText(main.unit, display.hidden, display);
  const { t } = display;
  const [low, high] = [money(burn.p25), money(burn.p75)];
  const amount = low === high ? low : t('{low} to {high}', { low, high });
  return t('It usually spends {amount} a day.', { amount: boundText({ atLeast: burn.atLeast, atMost: false }, amount, t) });
}

function mainOf({ account, snapshot: { reading } }: AccountFacts) {
  return reading && headline(reading.balances, thresholdsOf(account), account.pinnedUnit);
}
