import type { MailAnswer, OutgoingMail } from './outgoingMail';

/** How handing in a mail ended, or that nobody waited for it any more. */
export type MailEnd = MailAnswer | { readonly kind: 'cancelled' | 'fault' };

/** `SMTP smtp.example.com:587, 3 recipients: accepted in 321 ms (webhook)`. No address, no subject, and nothing that the server said. */
export function mailLine({ server, to }: OutgoingMail, end: MailEnd, ms: number, why: string): string {
  return `SMTP ${server.host}:${server.port}, ${to.length} recipients: ${endText(end)} in ${Math.round(ms)} ms (${why})`;
}

function endText(end: MailEnd): string {
  if (end.kind === 'refused') return `${end.code}${end.status === null ? '' : ` ${end.status}`} at ${end.step}`;
  return end.kind === 'accepted' && end.missed.length > 0 ? `accepted for all but ${end.missed.length}` : end.kind;
}

export function isMailFailure(end: MailEnd): boolean {
  return end.kind === 'accepted' ? end.missed.length > 0 : end.kind !== 'cancelled';
}
