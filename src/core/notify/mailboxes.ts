import { oneLine } from '../text/plainText';
import type { Mailbox } from './outgoingMail';

/** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.8 more recipients need not be taken */
const most = 100;

/** Quoted parts and comments of addresses have been read for other addresses than were meant, so there are none. */
const bare = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,255}$/u;
const named = /^(?:"([^"\\<>@\p{Cc}]*)"|([^"<>@\p{Cc}]*?)) *<([^<>]*)>$/u;

/** `a@example.com, Team <b@example.com>`: each of them, or null where one is none. A name in quotation marks may hold a comma. */
export function mailboxes(text: string): readonly Mailbox[] | null {
  if (text.split('"').length % 2 === 0) return null;
  const parts = text.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
  const read = parts.map((part) => part.trim()).filter((part) => part !== '');
  const boxes = read.flatMap((part) => mailboxOf(part) ?? []);
  return boxes.length === read.length && boxes.length > 0 && boxes.length <= most ? boxes : null;
}

function mailboxOf(text: string): Mailbox | null {
  const [matched, quoted, plain, inside] = named.exec(text) ?? [];
  const address = matched === undefined ? text : (inside ?? '').trim();
  return bare.test(address) ? { name: oneLine(quoted ?? plain ?? ''), address } : null;
}
