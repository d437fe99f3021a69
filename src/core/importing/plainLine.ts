import { currency } from '../money/money';
import { isPlainWord, nameOf, roleOf, withoutNumberNames, wordsIn } from './lineWords';
import { isMoney, signPattern } from './writtenUnit';
import { unread, type FoundLine } from './writtenLine';
import { findTime } from './writtenTime';

interface Amount {
  readonly text: string;
  readonly unit: string | null;
  readonly role: 'balance' | 'other' | null;
}

// A code in small letters could be a word: "all", "top" and "try" are currencies.
const code = '[A-Z]{3}|usd|cny|eur|gbp|jpy';
/** A number that is no part of a name, a time or another number, with the unit before or behind it. */
const amounts = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,:-])(?<minus>-)?(?:(?<before>${signPattern}|(?:${code})\b)\s?)?` +
    String.raw`(?<number>[+-]?\d(?:[\d.,]*\d)?(?:[eE][+-]?\d+)?)` +
    String.raw`(?<percent>\s?%)?(?: ?\(?(?<behind>${signPattern}|(?:${code})(?![\p{L}\p{N}_])))?(?![\p{L}\p{N}_:])`,
  'gu',
);
/** Of what wrote the line: `cron[812]:`. */
const processNumber = /\w*\[\d+\]:?/g;
const otherDates = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?/g;

/**
 * A line as a script writes it: a time, and one amount, or one that is called a balance. An amount that is called something else, such as
 * what was spent, is none.
 */
export function plainLine(text: string): FoundLine {
  const found = findTime(text);
  if (!found.ok) return unread(found.why);
  const rest = `${found.before} ${found.after}`.replace(processNumber, ' ').replace(otherDates, ' ');
  const fields = fieldsOf(found.before, found.after);
  const all = amountsIn(fields?.join('\n') ?? rest);
  const balances = all.filter(({ role }) => role === 'balance');
  const unnamed = all.filter(({ role }) => role === null);
  const [amount, ...more] = balances.length > 0 ? balances : unnamed;
  if (amount === undefined) return unread(all.length > 0 ? 'notABalance' : 'noAmount');
  if (more.length > 0) return unread('severalAmounts');
  const words = wordsIn(withoutNumberNames(rest)).filter((word) => currency(word) === undefined);
  const unit = amount.unit ?? fields?.find((field) => field === currency(field)) ?? null;
  const mayBeName = unit !== null && /^[A-Z]{3}$/.test(unit) && !isMoney(unit);
  const line = { time: found.time, amount: amount.text, unit, name: nameOf(words) };
  return { kind: 'written', line: mayBeName ? { ...line, mayBeName } : line };
}

/** Behind a time and a comma begin fields, and no number goes on behind another comma. */
function fieldsOf(before: string, after: string): readonly string[] | null {
  const [, separator] = /^"?([,;\t])/.exec(after) ?? [];
  return separator === undefined ? null : [before, ...after.split(separator).map((field) => field.replaceAll('"', '').trim())];
}

function amountsIn(text: string): readonly Amount[] {
  let end = 0;
  return [...text.matchAll(amounts)].map(({ index, 0: whole, groups = {} }) => {
    const { minus = '', before = '', number = '', percent, behind = '' } = groups;
    // LOW is no currency, and what is called MAX is no balance.
    const words = `${text.slice(end, index)}${isPlainWord(before) ? before : ''}`;
    end = index + whole.length - (isPlainWord(behind) ? behind.length : 0);
    return {
      text: `${minus}${number}`,
      unit: unitOf(before) ?? unitOf(behind)?.toUpperCase() ?? unitIn(words),
      role: percent === undefined ? roleIn(words) : 'other',
    };
  });
}

/** null: there is none, or it is no unit. */
function unitOf(text: string): string | null {
  return text === '' || isPlainWord(text) ? null : text;
}

/** Of what stands before it, back to the number before. */
function roleIn(text: string): Amount['role'] {
  const words = wordsIn(text).map((word) => word.replace(unitAtEnd, ''));
  const roles = words.map(roleOf);
  if (roles.includes('other') || /\/\s*$/.test(text)) return 'other';
  return roles.includes('balance') ? 'balance' : null;
}

const unitAtEnd = /_([a-z]{3})$/;

/** `balance_usd=12.34` */
function unitIn(text: string): string | null {
  const [, name] = unitAtEnd.exec(wordsIn(text).at(-1) ?? '') ?? [];
  return currency(name) ?? null;
}
