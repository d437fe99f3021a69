import { numberFormat } from '../text/numberFormat';
import { amountText, type Display } from './amountText';
import type { LedgerFigures } from '../ledger/followLedger';
import { isAnswer, type SpendWindow } from '../ledger/ledgerDays';
import type { Runway } from '../ledger/runway';
import type { Micros, Unit } from '../money/money';
import type { Translate } from '../text/translate';

/** What history says of one balance. Spend is derived from readings, runway is an estimate; neither is the provider's word. */
export interface LedgerWords {
  readonly spentToday: string;
  readonly runway: string;
  /** The same in few words: `2–4 weeks`; null where it is not known. */
  readonly lasts: string | null;
  /** There is a runway, and so an estimate. */
  readonly isEstimate: boolean;
}

export function ledgerWords(ledger: LedgerFigures | undefined, unit: Unit, display: Display): LedgerWords | null {
  return ledger
    ? {
        spentToday: derivedSpendText(ledger.spend.today, unit, display),
        runway: runwayText(ledger.runway, display),
        lasts: shortRunway(ledger.runway, display),
        isEstimate: ledger.runway.kind === 'days',
      }
    : null;
}

/** `$1.20`, `at least $1.20`, `not known`. */
export function derivedSpendText(window: SpendWindow, unit: Unit, display: Display): string {
  return spentText(window, (amount) => amountText(amount, unit, display), display.t);
}

/** An amount with what is known of its bounds: `up to $1.20` where days without a reading may have a share in it. */
export function boundText({ atLeast, atMost }: Pick<SpendWindow, 'atLeast' | 'atMost'>, amount: string, t: Translate): string {
  if (atLeast && atMost) return t('about {amount}', { amount });
  if (atMost) return t('up to {amount}', { amount });
  return atLeast ? t('at least {amount}', { amount }) : amount;
}

export function spentText(window: SpendWindow, money: (amount: Micros) => string, t: Translate): string {
  return isAnswer(window) ? boundText(window, money(window.amount), t) : t('not known');
}

/** `16 to 20 days` */
export function runwayText(runway: Runway, { locale, t }: Pick<Display, 'locale' | 't'>): string {
  switch (runway.kind) {
    case 'collecting':
      return t('collecting…');
    case 'idle':
      return t('idle');
    case 'unknown':
      return t('not known: top-ups hide the spend');
    case 'days': {
      const days = (count: number): string => numberFormat(locale, { maximumFractionDigits: count < 10 ? 1 : 0 }).format(count);
      const { low, high, atMost } = runway;
      // A burn rate that is a least leaves less time than this, so the open end says nothing.
      if (high === null) return atMost ? t('perhaps {low} days', { low: days(low) }) : t('{low} days or more', { low: days(low) });
      const text =
        days(low) === days(high) ? t('{low} days', { low: days(low) }) : t('{low} to {high} days', { low: days(low), high: days(high) });
      return atMost ? t('{time} or less', { time: text }) : text;
    }
  }
}

/** For a line among others: `2–4 weeks`. Null where there is nothing to say. */
function shortRunway(runway: Runway, { locale, t }: Pick<Display, 'locale' | 't'>): string | null {
  if (runway.kind !== 'days') return runway.kind === 'idle' ? t('idle') : null;
  const { low, high, atMost } = runway;
  const least = Math.floor(low);
  if (high !== null && high < 1) return t('less than a day');
  const days = high ?? low;
  const [length, unit] = days < 14 ? [1, 'day'] : days < 60 ? [7, 'week'] : days < 730 ? [30, 'month'] : [365, 'year'];
  const format = numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 });
  // Outwards, so that the range holds what it stands for.
  const [from, to] = [Math.floor(least / length), high === null ? null : Math.ceil(high / length)];
  if (to === null) return atMost ? t('perhaps {time}', { time: format.format(from) }) : t('{time} or more', { time: format.format(from) });
  const text = from === to ? format.format(to) : format.formatRange(from, to);
  return atMost ? t('{time} or less', { time: format.format(to) }) : text;
}
