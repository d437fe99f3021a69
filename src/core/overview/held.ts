import type { Micros, Unit } from '../money/money';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import type { EpochMs } from '../time/epoch';
import type { AccountFacts } from '../views/accountView';
import { estimateOf } from '../views/estimate';

/** What one account has of one unit; below 0 it owes. */
export interface Held {
  readonly unit: Unit;
  readonly amount: Micros;
  readonly at: EpochMs;
  readonly kind: 'exact' | 'atMost' | 'estimate';
}

export function heldBy({ account, snapshot: { reading } }: AccountFacts, now: EpochMs): readonly Held[] {
  const estimate = estimateOf(account.estimate, reading, now);
  const balances = (reading?.balances ?? []).flatMap(({ unit, available, at, atMost }): readonly Held[] =>
    available === null ? [] : [{ unit, amount: available, at, kind: atMost ? 'atMost' : 'exact' }],
  );
  if (balances.length > 0 || !estimate || !reading) return balances;
  return [{ unit: estimate.unit, amount: estimate.amount, at: reading.at, kind: 'estimate' }];
}

/** Balances that the provider names and gives no amount of. */
export function unknownOf({ snapshot: { reading } }: AccountFacts): readonly Pick<Held, 'unit'>[] {
  return (reading?.balances ?? []).filter(({ available }) => available === null);
}

/** A sum of what is left says whom it lacks. @param isSum there is one */
export function withoutText(count: number, isSum: boolean, { t }: HistoryDisplay): string | null {
  if (count === 0 || !isSum) return null;
  return count === 1
    ? t('without 1 account: its balance is not known')
    : t('without {count} accounts: their balances are not known', { count });
}
