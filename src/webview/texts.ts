import { formatAge } from '../core/time/age';
import { formatMoney } from '../core/money/formatMoney';
import type { Mark } from '../core/historyPage/foldedMarks';
import type { HistoryView } from '../core/historyPage/historyView';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { clamped, isCurrency, micros, microsPerUnit, toDecimal, type Micros, type Unit } from '../core/money/money';
import { english } from '../core/text/translate';

/** How the page says things: in the person's language, with amounts masked where they are hidden. */
export interface Texts {
  readonly words: HistoryWords;
  readonly money: (amount: Micros) => string;
  /** A provider that gives money back for a day reports less than nothing, which nobody owes. */
  readonly spent: (amount: Micros) => string;
  /** An amount on the picture itself, where a word would take the room of another amount. A bound has its own sign. */
  readonly drawn: (amount: { readonly amount: Micros; readonly atLeast: boolean }, sign?: '+' | '−') => string;
  /** What changed, and by how much; of several that lie together, how many they are. */
  readonly mark: (mark: Mark) => string;
  /** A number beside an axis, where the unit stands in the heading. */
  readonly tick: (value: number) => string;
  readonly time: (at: number) => string;
  readonly span: (from: number, to: number) => string;
  readonly day: (at: number) => string;
  readonly days: (from: number, to: number) => string;
  readonly age: (at: number) => string;
  readonly fill: (words: string, values: Readonly<Record<string, string | number>>) => string;
}

const mask = '••••';

export function textsOf({ locale, timeZone, hidden, now, words }: HistoryView, unit: Unit): Texts {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact' });
  const ages: Readonly<Record<string, string>> = words.ages;
  const shown = (amount: Micros): string => formatMoney(amount, unit, locale);
  const money = (amount: Micros): string =>
    hidden ? mask : amount < 0 ? english(words.owed, { amount: shown(micros(Math.abs(amount))) }) : shown(amount);
  return {
    words,
    money,
    spent: (amount) => (amount < 0 ? `−${money(micros(Math.abs(amount)))}` : money(amount)),
    drawn: ({ amount, atLeast }, sign) => `${atLeast ? '≥ ' : (sign ?? '')}${money(amount)}`,
    mark: ({ kind, amount, atLeast, count }) => {
      const text = `${words.kinds[kind]} ${atLeast ? english(words.atLeast, { amount: money(amount) }) : money(amount)}`;
      return count === 1 ? text : `${text} (${count}×)`;
    },
    tick: (value) => (hidden ? mask : tickText(value, unit, Math.abs(value) < 100_000 ? plain : short)),
    time: (at) => time.format(at),
    span: (from, to) => time.formatRange(from, to),
    day: (at) => day.format(at),
    days: (from, to) => day.formatRange(from, to),
    age: (at) => formatAge(at, { now, locale, timeZone, t: (message, values) => english(ages[message] ?? message, values) }),
    fill: (text, values) => english(text, values),
  };
}

/** By its digits, as all money is: a tick of 0.1 must not become 0.1000000001. */
function tickText(value: number, unit: Unit, format: Intl.NumberFormat): string {
  const exact = toDecimal(clamped(Math.round(value * microsPerUnit)), unit);
  return format.format(Number(isCurrency(unit) ? exact.replace(/\.00$/, '') : exact));
}
