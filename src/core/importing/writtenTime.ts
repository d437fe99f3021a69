import type { EpochMs } from '../time/epoch';
import { utcOf, type WallTime } from '../time/wallTime';
import { zones } from './zoneNames';

/** A moment, or what a clock on a wall showed, or a day alone. */
export type WrittenTime =
  | { readonly kind: 'moment'; readonly at: EpochMs }
  | { readonly kind: 'wall'; readonly wall: WallTime }
  | { readonly kind: 'day'; readonly wall: WallTime };

export type TimeFault = 'noTime' | 'ambiguousDate' | 'noYear' | 'noSuchTime';

export type FoundTime =
  | { readonly ok: true; readonly time: WrittenTime; /** What stands around it. */ readonly before: string; readonly after: string }
  | { readonly ok: false; readonly why: TimeFault };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(?:${months.join('|')})[a-z]*`;
const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?`;
// An offset behind a blank has four digits: two could be an amount.
const zone = String.raw`(?<zone>\s?(?:Z|${zones.join('|')})(?!\w)|[+-]\d{2}(?::?\d{2})?(?![\w:])|\s[+-]\d{2}:?\d{2}(?!\w|[.,:]\d))?`;
/** Year first, as ISO 8601 has it and `date +%F` writes it. */
const iso = new RegExp(
  String.raw`(?<![\w.-])(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?:[T ]\s?${clock}${zone}|(?!\w|:\d))`,
);
/** As `date` and `date -R` write it: `Fri Nov 20 10:00:00 UTC 2026`, `Fri, 20 Nov 2026 10:00:00 +0000`. */
const named = new RegExp(
  String.raw`(?<![\w.-])(?:(?<month1>${month})[\s-]+(?<day1>\d{1,2})|(?<day2>\d{1,2})[\s-]+(?<month2>${month}))(?:,?[\s-]+(?<year1>\d{4}))?,?\s+${clock}(?:\s?(?<half>[AP]M))?${zone}(?:\s+(?<year2>\d{4}))?(?!\w|:\d)`,
  'i',
);
const weekday = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$/i;
const seconds = /^[\s["'(]*(?<seconds>\d{10})(?<thousandths>\d{3})?(?:\.\d+)?(?![\w.])/;
/** 03/04/2026 is in March or in April. */
const ambiguous = /(?<![\w.])\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})(?![\w.])/;

/** The time of a line, wherever in it; of several the first. */
export function findTime(text: string): FoundTime {
  const count = seconds.exec(text);
  if (count) return found(text, count, momentOf(count.groups));
  const [first, second] = [iso.exec(text), named.exec(text)];
  const match = first && second ? (first.index <= second.index ? first : second) : (first ?? second);
  if (!match) return { ok: false, why: ambiguous.test(text) ? 'ambiguousDate' : 'noTime' };
  return found(text, match, match === first ? isoTime(match.groups ?? {}) : namedTime(match.groups ?? {}));
}

function found(text: string, match: RegExpExecArray, time: WrittenTime | TimeFault): FoundTime {
  if (typeof time === 'string') return { ok: false, why: time };
  return { ok: true, time, before: text.slice(0, match.index).replace(weekday, ''), after: text.slice(match.index + match[0].length) };
}

type Groups = Readonly<Record<string, string | undefined>>;

function momentOf({ seconds: count, thousandths = '000' }: Groups = {}): WrittenTime {
  return { kind: 'moment', at: Number(`${count ?? ''}${thousandths}`) };
}

function isoTime(groups: Groups): WrittenTime | TimeFault {
  return timeOf({ ...groups, half: undefined });
}

function namedTime({ month1, month2, day1, day2, year1, year2, ...rest }: Groups): WrittenTime | TimeFault {
  const year = year1 ?? year2;
  if (year === undefined) return 'noYear';
  const name = (month1 ?? month2 ?? '').slice(0, 3).toLowerCase();
  return timeOf({ ...rest, year, month: String(months.indexOf(name) + 1), day: day1 ?? day2 });
}

/** From its parts; without an hour it is a day alone. */
export function timeOf({
  year,
  month: monthText,
  day,
  hour,
  minute,
  second = '0',
  half,
  zone: zoneText = '',
}: Groups): WrittenTime | TimeFault {
  const wall = {
    year: Number(year),
    month: Number(monthText),
    day: Number(day),
    hour: hourOf(Number(hour ?? 0), half?.toUpperCase()),
    minute: Number(minute ?? 0),
    second: Number(second),
  };
  const utc = utcOf(wall);
  if (utc === undefined) return 'noSuchTime';
  if (hour === undefined) return { kind: 'day', wall };
  const name = zoneText.trim();
  if (/^(Z|UTC|GMT)$/i.test(name)) return { kind: 'moment', at: utc };
  const [, sign = '', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(name) ?? [];
  if (sign === '') return { kind: 'wall', wall };
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { kind: 'moment', at: utc - (sign === '-' ? -ahead : ahead) };
}

/** 12 AM is midnight. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? 99 : (hour % 12) + (half === 'PM' ? 12 : 0);
}
