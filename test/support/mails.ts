import type { MailServer, OutgoingMail } from '../../src/core/notify/outgoingMail';
import { sendMail, type MailLimits } from '../../src/node/mail/sendMail';
import type { MailAnswer } from '../../src/core/notify/outgoingMail';
import { start } from './accounts';

const login = { user: 'alerts@example.com', password: 'made-up' };

export function mailTo(port: number, server: Partial<MailServer> = {}, more: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    server: { host: '127.0.0.1', port, security: 'startTls', login, ...server },
    from: { name: 'API Balance', address: 'alerts@example.com' },
    to: [{ name: '', address: 'team@example.com' }],
    subject: 'API balances: all is well',
    text: 'Work: $44.00\n',
    messageId: '<abc@example.com>',
    date: start,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...more,
  };
}

export function sendNow(mail: OutgoingMail, limits?: MailLimits, signal: AbortSignal = new AbortController().signal): Promise<MailAnswer> {
  return sendMail(limits)(mail, signal);
}
