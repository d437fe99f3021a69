import { amountText, type Display } from './amountText';
import type { LedgerFigures } from '../ledger/followLedger';
import { runwayText, derivedSpendText } from './ledgerText';
import type { Unit } from '../money/money';

export interface LedgerFact {
  readonly name: string;
  readonly value: string;
  /** Derived from readings, or estimated from them. Never the provider's word. */
  readonly source: string;
}

/** What history says of one unit, in full, for surfaces with room. */
export function ledgerFacts(ledger: LedgerFigures | undefined, unit: Unit, display: Display): readonly LedgerFact[] {
  if (!ledger) return [];
  const { t } = display;
  const { spend, burnPerDay, runway } = ledger;
  const derived = t('derived');
  const estimated = t('estimated');
  const rate =
    burnPerDay &&
    t('{p50} a day ({p25} to {p75})', {
      p50: amountText(burnPerDay.p50, unit, display),
      p25: amountText(burnPerDay.p25, unit, display),
      p75: amountText(burnPerDay.p75, unit, display),
    });
  const burn = rate !== null && burnPerDay?.atLeast === true ? t('at least {amount}', { amount: rate }) : rate;
  return [
    { name: t('Spent today, so far'), value: derivedSpendText(spend.today, unit, display), source: derived },
    { name: t('Spent in 7 days'), value: derivedSpendText(spend.sevenDays, unit, display), source: derived },
    { name: t('Spent in 30 days'), value: derivedSpendText(spend.thirtyDays, unit, display), source: derived },
    { name: t('Spent since top-up'), value: derivedSpendText(spend.cycle, unit, display), source: derived },
    ...(burn === null ? [] : [{ name: t('Burn rate'), value: burn, source: derived }]),
    { name: t('Runway'), value: runwayText(runway, display), source: estimated },
  ];
}
