import { oneLine, shortened } from '../text/plainText';
import type { Translate } from '../text/translate';
import { utcMinute } from '../time/isoTime';
import type { Message, SummaryLine } from './message';

/** One line of text, without any markup. */
export interface PlainLine {
  readonly lead: string;
  /** What stands out: the state of who needs somebody. */
  readonly mark: string | null;
  readonly text: string;
}

/** A message as people read it. */
export interface PlainMessage {
  readonly needsSomebody: boolean;
  readonly title: string;
  /** `2026-03-01 18:51 UTC`: when all of it was so. */
  readonly time: string | null;
  readonly lines: readonly PlainLine[];
}

/** Of an account's name in a line of text. */
const longestName = 100;

/** The whole message, or what of it fits: cut behind a whole line. Who needs somebody stands first, and how many are left out is said. */
export function plainMessage(message: Message, t: Translate, fits: (plain: PlainMessage) => boolean = () => true): PlainMessage {
  const lines = message.lines.map((line) => lineOf(line, t));
  const whole: PlainMessage = {
    needsSomebody: message.lines.some(needsSomebody),
    title: oneLine(message.title),
    time: message.at === undefined ? null : utcMinute(message.at),
    lines,
  };
  if (fits(whole)) return whole;
  const rests = restTexts(message.lines, t);
  const cut = (kept: number, title = whole.title): PlainMessage => ({
    ...whole,
    title,
    lines: [...lines.slice(0, kept), ...(kept < lines.length ? [{ lead: '', mark: null, text: rests[kept] ?? '' }] : [])],
  });
  let [least, most] = [0, lines.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(cut(middle))) least = middle;
    else most = middle - 1;
  }
  if (fits(cut(least))) return cut(least);
  for (let length = whole.title.length; length > 20; length = Math.floor(length / 2)) {
    const short = cut(0, shortened(whole.title, length));
    if (fits(short)) return short;
  }
  return cut(0, '');
}

/** Its parts in one text. @param escape for the service's own markup; each mark stands in `bold` */
export function plainText({ title, time, lines }: PlainMessage, escape: (text: string) => string, bold: readonly [string, string]): string {
  const strong = (text: string): string => `${bold[0]}${escape(text)}${bold[1]}`;
  return [`${strong(title)}${time === null ? '' : ` · ${time}`}`, ...lines.map((line) => plainLine(line, escape, bold))].join('\n');
}

function plainLine({ lead, mark, text }: PlainLine, escape: (text: string) => string, bold: readonly [string, string]): string {
  return `${lead}${mark === null ? '' : `${bold[0]}${escape(mark)}${bold[1]} `}${escape(text)}`;
}

/** Title and lines apart, as they are. */
export function linesText({ time, lines }: PlainMessage, escape: (text: string) => string = (text) => text): string {
  return [...(time === null ? [] : [time]), ...lines.map((line) => plainLine(line, escape, ['', '']))].join('\n');
}

function needsSomebody({ needsMoney, isOutdated }: SummaryLine): boolean {
  return needsMoney || isOutdated;
}

/** What is said of the lines from each one on, where they are left out. */
function restTexts(lines: readonly SummaryLine[], t: Translate): readonly string[] {
  let needing = 0;
  return lines
    .toReversed()
    .map((line, index) => {
      const count = index + 1;
      if (needsSomebody(line)) needing += 1;
      return needing === 0
        ? t('… and {count} more', { count })
        : t('… and {count} more, {needing} of which need attention', { count, needing });
    })
    .reverse();
}

function lineOf(line: SummaryLine, t: Translate): PlainLine {
  const { account, balance, parts, threshold, state, reason, age } = line;
  const isMarked = needsSomebody(line);
  const amount = parts === null ? balance : `${balance} (${parts})`;
  const limit = threshold === null ? null : t('threshold {amount}', { amount: threshold });
  const facts = [amount, limit, isMarked ? null : state, reason, age].filter((fact) => fact !== null);
  const name = shortened(oneLine(account), longestName);
  const text = `${name}: ${oneLine(facts.join(' · '))}`;
  // Where nothing is bold, the sign is what the eye finds, and the dash is where the name begins.
  return isMarked ? { lead: signOf(line), mark: oneLine(state), text: `– ${text}` } : { lead: '• ', mark: null, text };
}

function signOf({ needsMoney }: SummaryLine): string {
  return needsMoney ? '❗ ' : '❓ ';
}
