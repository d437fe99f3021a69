import { judge } from '../model/accountState';
import { thresholdsOf } from '../views/accountView';
import type { Account } from '../model/account';
import { headline } from '../model/headline';
import { minuteMs } from '../time/durations';
import { isRecent } from '../time/recent';
import type { Cap, Reading, Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { isoSecond } from '../time/isoTime';
import { toDecimal, type Micros, type Unit } from '../money/money';
import type { Outcome } from '../model/outcome';

/** Why lines could not be added to the file of the log. */
export type BalanceLogFault = 'notAbsolute' | 'notAFile' | 'noRights' | 'diskFull' | 'notWritable';

/** From this age on an amount says when it was true. */
const slack = 60_000;

/**
 * One line for each amount of a check, or one for its failure: `2026-01-29T09:00:00Z work CNY available=12.34 paid=8.89 state=ok`. An
 * account whose balance is of long ago by its own word is not `ok`. @param betweenMs how often it is checked
 */
export function balanceLogLines(account: Account, outcome: Outcome, at: EpochMs, betweenMs = 0): readonly string[] {
  const standing = outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error };
  const thresholds = thresholdsOf(account);
  const judged = judge(standing, thresholds, account.pinnedUnit).state;
  const main = standing.reading && headline(standing.reading.balances, thresholds, account.pinnedUnit);
  const often = (account.refreshMinutes ?? 0) * minuteMs || betweenMs;
  const state = judged === 'ok' && main !== null && !isRecent(main.at, at, often) ? 'unknown' : judged;
  const line = (unit: string, words: readonly string[]): string =>
    [isoSecond(at), account.id, unit.replace(/\s/g, '_'), ...words, `state=${state}`].join(' ');
  const failure = outcome.ok ? outcome.reading.problems[0] : outcome.error;
  const error = failure === undefined ? [] : [`error=${failure.kind}`];
  if (!outcome.ok) return [line('-', error)];
  const { balances, caps, spend } = outcome.reading;
  const amounts = [
    ...balances.map((balance) => ({ unit: balance.unit, words: balanceWords(balance, at) })),
    ...caps.map((cap) => ({ unit: cap.unit, words: capWords(cap) })),
    ...spendLines(spend),
  ];
  if (amounts.length === 0) return [line('-', error)];
  // What could not be read is said where it would stand; on every line, where no line has a place for it.
  const lacks = (words: readonly string[]): boolean => words.some((one) => one.endsWith('=unknown'));
  const hasPlace = amounts.some(({ words }) => lacks(words));
  return amounts.map(({ unit, words }) => line(unit, [...words, ...(hasPlace && !lacks(words) ? [] : error)]));
}

function balanceWords({ unit, available, parts, atMost, at: trueAt }: Reading['balances'][number], at: EpochMs): readonly string[] {
  const sorted = [...parts].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const amounts = [
    [atMost && available !== null ? 'available_at_most' : 'available', available] as const,
    ...sorted.map(({ kind, amount }) => [kind, amount] as const),
  ];
  return [
    ...amounts.map(([name, amount]) => word(name, amount, unit)),
    ...(available !== null && at - trueAt > slack ? [`at=${isoSecond(trueAt)}`] : []),
  ];
}

/** Of several caps each says which it is: whose, of which window, and when that ends. */
function capWords({ unit, limit, remaining, owner = 'key', resets, resetsAt }: Cap): readonly string[] {
  return [
    word('cap_remaining', remaining, unit),
    word('cap_limit', limit, unit),
    ...(owner === 'key' ? [] : [`cap_of=${owner}`]),
    ...(resets === 'unknown' ? [] : [`cap_resets=${resets}`]),
    ...(resetsAt === undefined ? [] : [`cap_resets_at=${isoSecond(resetsAt)}`]),
  ];
}

/** All windows of one unit in one line. */
function spendLines(spend: readonly Spend[]): readonly { readonly unit: Unit; readonly words: readonly string[] }[] {
  return [...new Set(spend.map(({ unit }) => unit))].map((unit) => ({
    unit,
    words: spend
      .filter((one) => one.unit === unit)
      .map(({ window, amount, atLeast }) => word(`spent_${window}${atLeast && amount !== null ? '_at_least' : ''}`, amount, unit)),
  }));
}

function word(name: string, amount: Micros | null, unit: Unit): string {
  return `${name}=${amount === null ? 'unknown' : toDecimal(amount, unit)}`;
}
