import { amountText, type Scene } from './amountText';
import type { Ledger } from './ledger';
import { runwayText, spendText } from './ledgerText';
import type { Unit } from './money';

export interface LedgerFact {
  readonly name: string;
  readonly value: string;
  /** Derived from readings, or estimated from them. Never the provider's word. */
  readonly source: string;
}

/** What history says of one unit, in full, for surfaces with room. */
export function ledgerFacts(ledger: Ledger | undefined, unit: Unit, scene: Scene): readonly LedgerFact[] {
  if (!ledger) return [];
  const { t } = scene;
  const { spend, burnPerDay, runway } = ledger;
  const derived = t('derived');
  const estimated = t('estimated');
  const rate = burnPerDay && t('{p50} a day ({p25} to {p75})', { p50: amountText(burnPerDay.p50, unit, scene), p25: amountText(burnPerDay.p25, unit, scene), p75: amountText(burnPerDay.p75, unit, scene) });
  const burn = rate !== null && burnPerDay?.atLeast === true ? t('at least {amount}', { amount: rate }) : rate;
  return [
    { name: t('Spent today, so far'), value: spendText(spend.today, unit, scene), source: derived },
    { name: t('Spent in 7 days'), value: spendText(spend.sevenDays, unit, scene), source: derived },
    { name: t('Spent in 30 days'), value: spendText(spend.thirtyDays, unit, scene), source: derived },
    { name: t('Spent since top-up'), value: spendText(spend.cycle, unit, scene), source: derived },
    ...(burn === null ? [] : [{ name: t('Burn rate'), value: burn, source: derived }]),
    { name: t('Runway'), value: runwayText(runway, scene), source: estimated },
  ];
}
