import { formatMoney, formatShortMoney } from '../money/formatMoney';
import type { EpochMs } from '../time/epoch';
import { masked } from '../money/masked';
import { micros, type Micros, type Unit } from '../money/money';
import type { Translate } from '../text/translate';

/** What every surface needs to show things: the moment, the language, the words. */
export interface Display {
  readonly now: EpochMs;
  readonly locale: string;
  readonly t: Translate;
  /** Of what several people read, in zones of their own. Default: the time of this machine. */
  readonly zone?: 'UTC';
  /** Masks every amount, for a screen that others see. */
  readonly hidden?: boolean;
  /** What is left is shown where there is little room. */
  readonly short?: boolean;
}

/** Negative money is said to be owed, rather than clamped or left to a minus sign. */
export function amountText(amount: Micros | null, unit: Unit, { locale, t, hidden = false, short = false }: Display): string {
  if (amount === null) return t('unknown');
  if (hidden) return masked;
  return amount < 0
    ? t('{amount} owed', { amount: formatMoney(micros(Math.abs(amount)), unit, locale) })
    : (short ? formatShortMoney : formatMoney)(amount, unit, locale);
}
