import { amountText, type Scene } from './accountView';
import type { Ledger, Runway, SpendWindow } from './ledger';
import type { Unit } from './money';

/** What history says of one balance. Spend is derived from readings, runway is an estimate; neither is the provider's word. */
export interface LedgerWords {
  readonly spentToday: string;
  readonly runway: string;
  /** There is a runway, and so an estimate. */
  readonly isEstimate: boolean;
}

export function ledgerWords(ledger: Ledger | undefined, unit: Unit, scene: Scene): LedgerWords | null {
  return ledger ? { spentToday: spendText(ledger.spend.today, unit, scene), runway: runwayText(ledger.runway, scene), isEstimate: ledger.runway.kind === 'days' } : null;
}

/** `$1.20`, `at least $1.20`. */
export function spendText({ amount, atLeast }: SpendWindow, unit: Unit, scene: Scene): string {
  const text = amountText(amount, unit, scene);
  return atLeast ? scene.t('at least {amount}', { amount: text }) : text;
}

/** `16 to 20 days` */
export function runwayText(runway: Runway, { locale, t }: Pick<Scene, 'locale' | 't'>): string {
  switch (runway.kind) {
    case 'collecting':
      return t('collecting…');
    case 'idle':
      return t('idle');
    case 'days': {
      const days = (count: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: count < 10 ? 1 : 0 }).format(count);
      if (runway.high === null) return t('{low} days or more', { low: days(runway.low) });
      return days(runway.low) === days(runway.high) ? t('{low} days', { low: days(runway.low) }) : t('{low} to {high} days', { low: days(runway.low), high: days(runway.high) });
    }
  }
}
