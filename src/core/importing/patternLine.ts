import { findTime, timeOf } from './writtenTime';
import { unread, type FoundLine } from './writtenLine';

/** A pattern of the person's own, or what is wrong with it. */
export type ReadPattern = { readonly ok: true; readonly pattern: RegExp } | { readonly ok: false; readonly reason: string };

/** It names an `amount`, and a `time` or the parts of one; and a `unit` and an `account` where lines have some. */
export function readPattern(text: string): ReadPattern {
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, 'u');
  } catch {
    return { ok: false, reason: '--pattern takes a regular expression of JavaScript.' };
  }
  const names = [...text.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
  const hasTime = names.includes('time') || ['year', 'month', 'day'].every((name) => names.includes(name));
  return hasTime && names.includes('amount')
    ? { ok: true, pattern }
    : { ok: false, reason: '--pattern needs the groups (?<amount>…) and (?<time>…), or year, month and day in the place of time.' };
}

export function patternLine(text: string, pattern: RegExp): FoundLine {
  const groups = pattern.exec(text)?.groups;
  if (!groups) return unread('noMatch');
  const { time: written, amount = '', unit, account = '', year, month, day, hour, minute, second, zone } = groups;
  const found = written === undefined ? null : findTime(written);
  if (found?.ok === false) return unread(found.why);
  const time = found?.time ?? timeOf({ year, month, day, hour, minute: minute ?? (hour === undefined ? undefined : '0'), second, zone });
  if (typeof time === 'string') return unread(time);
  return { kind: 'written', line: { time, amount: amount.trim(), unit: unit?.trim() ?? null, name: account.trim().toLowerCase() } };
}
