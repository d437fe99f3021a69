import { formatMoney, formatTick } from '../core/money/formatMoney';
import type { Mark } from '../core/historyPage/foldedMarks';
import type { HistoryView } from '../core/historyPage/historyView';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { clamped, micros, microsPerUnit, type Micros, type Unit } from '../core/money/money';
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
  /** A number beside an axis. A unit that is no currency stands in the title of the axis. */
  readonly tick: (value: number) => string;
  readonly time: (at: number) => string;
  readonly span: (from: number, to: number) => string;
  readonly day: (at: number) => string;
  readonly days: (from: number, to: number) => string;
  /** Of days that are counted, by the midnights of UTC that stand for them. */
  readonly calendarDays: (from: number, to: number) => string;
  readonly fill: (words: string, values: Readonly<Record<string, string | number>>) => string;
}

const mask = '••••';

export function textsOf({ locale, timeZone, hidden, words }: HistoryView, unit: Unit): Texts {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const inDay = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...inDay, timeZone });
  const calendarDay = new Intl.DateTimeFormat(locale, { ...inDay, timeZone: 'UTC' });
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
    tick: (value) => (hidden ? mask : formatTick(clamped(Math.round(value * microsPerUnit)), unit, locale)),
    time: (at) => time.format(at),
    span: (from, to) => time.formatRange(from, to),
    day: (at) => day.format(at),
    days: (from, to) => day.formatRange(from, to),
    calendarDays: (from, to) => calendarDay.formatRange(from, to),
    fill: (text, values) => english(text, values),
  };
}
