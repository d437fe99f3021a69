import { accountState } from '../accountState';
import { thresholdsOf } from '../accountView';
import type { Account, EpochMs } from '../model';
import { toDecimal } from '../money';
import type { Outcome } from '../providerError';

/** One line for each balance of a check, or one for its failure: `2026-01-29T09:00:00Z work CNY available=12.34 paid=8.89 state=ok`. */
export function balanceLogLines(account: Account, outcome: Outcome, at: EpochMs): readonly string[] {
  const time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const state = accountState(outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error }, thresholdsOf(account));
  if (!outcome.ok || outcome.reading.balances.length === 0) {
    const reason = outcome.ok ? outcome.reading.problems[0]?.kind : outcome.error.kind;
    return [[time, account.id, '-', ...(reason === undefined ? [] : [`error=${reason}`]), `state=${state}`].join(' ')];
  }
  return outcome.reading.balances.map(({ unit, available, parts }) => {
    const amounts = [['available', available] as const, ...[...parts].sort((a, b) => (a.kind < b.kind ? -1 : 1)).map(({ kind, amount }) => [kind, amount] as const)];
    return [time, account.id, unit, ...amounts.map(([name, amount]) => `${name}=${amount === null ? 'unknown' : toDecimal(amount, unit)}`), `state=${state}`].join(' ');
  });
}
