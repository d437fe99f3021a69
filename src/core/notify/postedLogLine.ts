import { asAccountId, type AccountId } from '../model/accountId';
import type { EpochMs } from '../time/epoch';
import { isoSecond } from '../time/isoTime';
import { oneLine } from '../text/plainText';
import type { Message } from './message';

/** A message that was taken later than this after its time says when that was. */
const slack = 60_000;

/**
 * What the balance log has of a message that a channel took: `2026-01-29T09:00:00Z - - posted=summary channel=team title="…"`.
 * Account and unit are `-` and there is no state, so that who reads amounts from the log passes it over. The title is the last
 * field, and a JSON string without `=`: no name of an account can look like a field.
 * @param channel its id; empty for the one of the command line, which has none
 */
export function postedLogLine(channel: string, { kind, title, at: saidAt }: Message, at: EpochMs): string {
  return [
    isoSecond(at),
    '-',
    '-',
    `posted=${kind}`,
    ...(channel === '' ? [] : [`channel=${channel}`]),
    ...(saidAt === undefined || at - saidAt <= slack ? [] : [`at=${isoSecond(saidAt)}`]),
    `title=${JSON.stringify(oneLine(title)).replaceAll('=', '\\u003d')}`,
  ].join(' ');
}

/** Which accounts a message is about: that of an alert, all of a summary. None where an older version wrote it. */
export function messageAccounts({ alert, lines }: Message): readonly AccountId[] {
  return (alert ? [alert.account] : lines.flatMap(({ exact }) => exact?.id ?? [])).map(asAccountId);
}
