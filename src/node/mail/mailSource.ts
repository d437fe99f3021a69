import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../../core/notify/outgoingMail';

/** A mail as it goes over the wire. Text beyond ASCII, long lines and line ends in names are encoded, so that nothing becomes a header. */
export function mailSource({ from, to, subject, text, messageId, date, headers }: OutgoingMail): Promise<Buffer> {
  return new MailComposer({
    from: { ...from },
    to: to.map((box) => ({ ...box })),
    subject,
    text,
    messageId,
    date: new Date(date),
    headers: { ...headers },
    // Text is text: what looks like a path or an address in it is not read or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
