import { formatMoney } from '../../core/money/formatMoney';
import { clamped, unit as unitOf, type Micros } from '../../core/money/money';
import type { OverviewView } from '../../core/overview/overviewView';
import { english } from '../../core/text/translate';
import { dayMs } from '../../core/time/durations';

/** How the Overview says amounts, days and times. */
export interface OverviewTexts {
  readonly money: (amount: Micros, unit: string) => string;
  /** A number beside an axis. */
  readonly tick: (amount: number, unit: string) => string;
  readonly day: (day: number) => string;
  readonly days: (from: number, to: number) => string;
  readonly shortDay: (day: number) => string;
  readonly month: (day: number) => string;
  readonly monthOfYear: (day: number) => string;
  readonly list: (names: readonly string[]) => string;
  readonly fill: (words: string, values: Readonly<Record<string, string | number>>) => string;
}

const mask = '••••';

/** Days are counted, so their names need no zone: they are those of UTC. */
export function overviewTexts({ locale, hidden }: OverviewView): OverviewTexts {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const shortDay = format({ day: 'numeric', month: 'short' });
  const month = format({ month: 'short' });
  const monthOfYear = format({ month: 'long', year: 'numeric' });
  return {
    money: (amount, unit) => (hidden ? mask : formatMoney(amount, unitOf(unit), locale)),
    tick: (amount, unit) => (hidden ? mask : formatMoney(clamped(Math.round(amount)), unitOf(unit), locale).replace(/[.,]00(?=\D*$)/, '')),
    day: (key) => day.format(key * dayMs),
    days: (from, to) => (from === to ? day.format(from * dayMs) : day.formatRange(from * dayMs, to * dayMs)),
    shortDay: (key) => shortDay.format(key * dayMs),
    month: (key) => month.format(key * dayMs),
    monthOfYear: (key) => monthOfYear.format(key * dayMs),
    list: (names) => new Intl.ListFormat(locale).format(names),
    fill: (words, values) => english(words, values),
  };
}
