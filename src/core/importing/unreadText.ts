import type { Undecided, UnreadLine } from './readLog';
import type { Unread } from './writtenLine';

const reasons: Readonly<Record<Unread, string>> = {
  noTime: 'no time',
  ambiguousDate: 'a date that can be read in two ways',
  noYear: 'a date without a year',
  noTimeOfDay: 'a day without a time',
  noZone: 'a time without a zone',
  noSuchTime: 'a time that there was not, or twice',
  future: 'a time that is yet to come',
  noAmount: 'no amount',
  severalAmounts: 'several amounts',
  ambiguousAmount: 'an amount that can be read in two ways',
  notABalance: 'an amount that is not called a balance',
  noUnit: 'no unit',
  otherUnit: 'another unit',
  otherCells: 'another number of cells than the head of the table',
  noMatch: 'not as the pattern',
  tooLong: 'more than 10,000 characters',
};
const most = 3;

/** Which lines were not read, and why: nothing that stands in them, since that may be a key. */
export function unreadText(lines: readonly UnreadLine[]): string {
  const first = lines.slice(0, most).map(({ line, why }) => `line ${line}: ${reasons[why]}`);
  const rest = lines.length > most ? [`and ${lines.length - most} more`] : [];
  return `Lines that were not read: ${lines.length} (${[...first, ...rest].join('; ')}).`;
}

export function undecidedText({ line, why }: Undecided): string {
  switch (why) {
    case 'noZone':
      return `Line ${line} has a time without a zone: say with --tz whose clock that was, such as --tz Europe/Berlin.`;
    case 'noTimeOfDay':
      return `Line ${line} has a day and no time: say with --at when such lines are written, such as --at 09:00.`;
    case 'noUnit':
      return `Line ${line} does not say which currency it is: say it with --unit, such as --unit USD, or name the --provider.`;
    case 'noAccount':
      return `Line ${line} names no account of this program: say with --account whose balance it is.`;
    case 'noSuchName':
      return `No line has the name that --named says, from line ${line} on: leave it out if all lines are of one account.`;
    case 'severalNames':
      return `The lines are of several names, from line ${line} on: say with --named which of them is meant.`;
  }
}
