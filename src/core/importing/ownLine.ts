import { unread, type FoundLine } from './writtenLine';
import { findTime } from './writtenTime';

const own =
  /^(?<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z) (?<account>\S+) (?<unit>\S+)(?<words>(?: [A-Za-z_]+=\S+)+ state=[a-z]+| state=[a-z]+)$/;

/** A line that `postedLogLine` wrote: its title may have amounts in it. */
const posted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z - - posted=/;

/** A line that `balanceLogLines` wrote; null: it is none. Those of caps, of spend, of failures and of messages tell of no balance. */
export function ownLine(text: string): FoundLine | null {
  if (posted.test(text)) return { kind: 'other' };
  const { time: written = '', account = '', unit = '', words = '' } = own.exec(text)?.groups ?? {};
  if (account === '') return null;
  const fields = new Map(
    words
      .trim()
      .split(' ')
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const amount = fields.get('available') ?? fields.get('available_at_most');
  if (amount === undefined || amount === 'unknown') return { kind: 'other' };
  const time = findTime(fields.get('at') ?? written);
  if (!time.ok) return unread(time.why);
  const part = (name: 'paid' | 'granted') => {
    const text_ = fields.get(name);
    return text_ === undefined || text_ === 'unknown' ? {} : { [name]: text_ };
  };
  // Blanks of a unit were written as underscores.
  const line = { time: time.time, amount, unit: unit.replaceAll('_', ' '), name: account, isOwn: true as const };
  return { kind: 'written', line: { ...line, ...part('paid'), ...part('granted') } };
}
