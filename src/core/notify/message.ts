import * as z from 'zod';
import { ExactAccount } from './exactAccount';
import { ExactAlert } from './exactAlert';

const Line = z
  .object({
    account: z.string(),
    balance: z.string(),
    /** What the balance is made of, such as cash and vouchers; null where the provider names no parts. */
    parts: z.string().nullable(),
    threshold: z.string().nullable(),
    /** `Low`; of an account that could not be checked what failed and since when, and never `OK`. */
    state: z.string(),
    reason: z.string().nullable(),
    needsMoney: z.boolean(),
    /** It could not be checked, or was not for long, or gave no number to believe: whatever its number says is not of now. */
    isOutdated: z.boolean(),
    age: z.string().nullable(),
    /** The same for programs; absent in what was stored before there was such a thing. */
    exact: ExactAccount.exactOptional(),
  })
  .readonly();
/** One line of a message to a team: an account, what is left, and from where on it counts as low. */
export type SummaryLine = z.infer<typeof Line>;

const StoredMessage = z
  .object({
    kind: z.enum(['alert', 'summary']),
    title: z.string(),
    lines: z.array(Line).readonly(),
    /** When all of it was so. A receiver that is down takes it hours later, and an age in a line is of this time. */
    at: z.number().exactOptional(),
    /** Of an alert: what was crossed. Absent as in the lines. */
    alert: ExactAlert.exactOptional(),
  })
  .readonly();
/** What is to be posted, before it is put into a service's own words. */
export type Message = z.infer<typeof StoredMessage>;

/** As it waits to be posted. */
export function messageText(message: Message): string {
  return JSON.stringify(message);
}

/** undefined for what is not as written, such as by a newer version. */
export function readMessage(text: string): Message | undefined {
  try {
    return StoredMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The same for each try of one message, however often it is read again: its text as a number of 53 bits. @see https://github.com/bryc/code jshash */
export function messageId(message: Message): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const sign of messageText(message)) {
    const code = sign.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return lettersOf(4294967296 * (2097151 & low) + (high >>> 0));
}

/** So that it looks like no amount. */
function lettersOf(number: number): string {
  const letter = String.fromCodePoint(97 + (number % 26));
  return number < 26 ? letter : `${lettersOf(Math.floor(number / 26))}${letter}`;
}
