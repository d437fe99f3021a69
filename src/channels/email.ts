import { defineMailChannel, type ChannelTarget } from '../core/notify/channelKind';
import { isMailAddress, mailAddress, securityOf, type MailAddress } from '../core/notify/mailAddress';
import { mailboxes } from '../core/notify/mailboxes';
import type { MailFault } from '../core/notify/mailFault';
import type { Mailbox, MailServer } from '../core/notify/outgoingMail';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';
import { zeroWidth } from '../core/notify/unlinked';
import { shortened } from '../core/text/plainText';

interface MailTarget {
  readonly server: MailServer;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
}

/** @see https://www.rfc-editor.org/rfc/rfc6409 on handing mail in */
export const email = defineMailChannel({
  transport: 'mail',
  id: 'email',
  name: 'E-mail (SMTP)',
  docs: 'https://www.rfc-editor.org/rfc/rfc6409',
  fields: {
    from: { label: 'Sender', isSecret: false, isRequired: true, placeholder: 'API Balance <alerts@example.com>' },
    to: { label: 'Recipients, with commas between', isSecret: false, isRequired: true, placeholder: 'team@example.com' },
    password: { label: 'Password, where it is not in the address', isSecret: true, isRequired: false },
  },
  inAddress: (url) => {
    const read = mailAddress(url);
    if (!read.ok) return [];
    const { user, password, query } = read.address;
    return [...query.keys(), ...(password !== null || user === null ? ['password'] : [])];
  },
  recognizes: ({ href }) => isMailAddress(href),
  /** @see https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits */
  perMinute: 30,
  // Far below what any server takes; longer, nobody reads it.
  fits: (plain) => utf8Length(textOf(plain)) <= 60_000,
  fault: (target) => {
    const read = targetOf(target);
    return typeof read === 'string' ? read : null;
  },
  mail: ({ message, plain, id, now }, target) => {
    const read = targetOf(target);
    if (typeof read === 'string') return null;
    return {
      ...read,
      subject: shortened(plain.title, 200),
      text: textOf(plain),
      messageId: `<${id}@${read.from.address.replace(/^.*@/, '')}>`,
      date: message.at ?? now,
      // Nobody's absence is answered to it. @see https://www.rfc-editor.org/rfc/rfc3834#section-5
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
  },
});

function targetOf({ url, fields }: ChannelTarget): MailTarget | MailFault {
  const read = mailAddress(url);
  if (!read.ok) return read.fault;
  const { address } = read;
  const [from, ...others] = mailboxes(fields['from'] ?? address.query.get('from') ?? '') ?? [];
  const to = mailboxes(fields['to'] ?? address.query.get('to') ?? '');
  if (from === undefined || others.length > 0) return 'from';
  if (to === null) return 'to';
  const login = loginOf(address, fields['password'] ?? null);
  if (typeof login === 'string') return login;
  const { host, port } = address;
  return { server: { host: host.replace(/^\[|\]$/g, ''), port, security: securityOf(address, login !== null), login }, from, to };
}

function loginOf({ user, password }: MailAddress, beside: string | null): MailServer['login'] | MailFault {
  if (password !== null && beside !== null) return 'passwordTwice';
  const known = password ?? beside;
  if (user === null) return known === null ? null : 'noUser';
  return known === null || known === '' ? 'noPassword' : { user, password: known };
}

function textOf(plain: PlainMessage): string {
  return `${plainText(plain, unlinkedInMail, ['', ''])}\n`;
}

/** Mail programs make links of addresses, and some of bare names of hosts. */
function unlinkedInMail(text: string): string {
  return text.replace(/@|:(?=\/\/)|(?<=[\p{L}\d])\.(?=\p{L})/gu, `$&${zeroWidth}`);
}
