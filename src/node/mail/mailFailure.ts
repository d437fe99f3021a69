import type { MailAnswer, MailReply, MailStep } from '../../core/notify/outgoingMail';
import { classifyNetworkError, isClosedPort } from '../network/networkError';

/** What a failed mail means, by codes alone: messages hold what the server said, and it may have said a password. */
export function mailFailure(thrown: unknown): MailAnswer {
  if (!(thrown instanceof Error)) return { kind: 'unreachable' };
  const reply = replyOf(thrown);
  if (reply) return { kind: 'refused', step: stepOf(textOf(thrown, 'command')), ...reply };
  switch (textOf(thrown, 'code')) {
    // The only one without a reply: what the server says it takes is less. @see https://www.rfc-editor.org/rfc/rfc1870#section-6.1
    case 'EMESSAGE':
      return { kind: 'tooLarge' };
    case 'EPROTOCOL':
    case 'EAUTH':
    case 'EENVELOPE':
      return { kind: 'noMailServer' };
    default:
      return networkAnswer(thrown);
  }
}

/** null where the error is no reply, or one that is no refusal. */
export function replyOf(error: Error): MailReply | null {
  const [, code, status = null] = /^([45]\d\d)(?![^ -])(?:[ -]([45]\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(textOf(error, 'response')) ?? [];
  return code === undefined ? null : { code: Number(code), status: status?.startsWith(code.slice(0, 1)) ? status : null };
}

function stepOf(command: string): MailStep {
  if (command === 'STARTTLS') return 'encryption';
  if (command.startsWith('AUTH')) return 'login';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipients';
  return command === 'DATA' ? 'message' : 'greeting';
}

/** The library writes a code of its own over that of the system, and keeps it beside. */
function networkAnswer(error: Error): Extract<MailAnswer, { readonly kind: 'unreachable' | 'timeout' | 'proxyOrTls' }> {
  const code = textOf(error, 'originalCode') || textOf(error, 'code');
  const known = Object.assign(new Error('A mail server could not be reached', { cause: error.cause }), { code });
  const kind = classifyNetworkError(known);
  if (kind === 'timeout' || kind === 'proxyOrTls') return { kind };
  return { kind: 'unreachable', ...(isClosedPort(known) ? { isClosed: true } : {}) };
}

function textOf(error: Error, name: string): string {
  const value: unknown = Object.entries(error).find(([own]) => own === name)?.[1];
  return typeof value === 'string' ? value : '';
}
