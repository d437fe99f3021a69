import { currency } from '../money/money';
import { fieldName, nameOf, roleOf, wordsIn } from './lineWords';
import { unread, type FoundLine } from './writtenLine';
import { findTime } from './writtenTime';

/** Fields by name, of a line of JSON or of a table. Empty ones are left out. */
export type Fields = readonly (readonly [name: string, text: string])[];

/** A line of fields: one time, or a date and a time beside it; one balance; a unit and a name where there are some. */
export function fieldsLine(fields: Fields): FoundLine {
  const named = fields.map(([name, text]) => ({ ...splitName(fieldName(name)), text: text.trim() })).filter(({ text }) => text !== '');
  const of = (role: ReturnType<typeof roleOf>) => named.filter((field) => roleOf(field.name) === role);
  const times = of('time').sort((a, b) => Number(b.name === 'date') - Number(a.name === 'date'));
  const time = findTime(times.map(({ text }) => text).join(' '));
  if (!time.ok) return unread(time.why);
  const [balance, ...more] = of('balance');
  if (balance === undefined) return unread('noAmount');
  if (more.length > 0) return unread('severalAmounts');
  const unit = of('unit')[0]?.text ?? balance.unit;
  const name = of('name').map(({ text }) => nameOf(wordsIn(text)));
  return { kind: 'written', line: { time: time.time, amount: balance.text, unit, name: name.join(' ') } };
}

/** `balance_usd`, `balance (USD)` */
function splitName(name: string): { readonly name: string; readonly unit: string | null } {
  const [, rest = '', code = ''] = /^(.+)_([a-z]{3})$/.exec(name) ?? [];
  const unit = currency(code);
  return unit === undefined || roleOf(rest) !== 'balance' ? { name, unit: null } : { name: rest, unit };
}
