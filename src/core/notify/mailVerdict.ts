import type { ChannelReason, Verdict } from './channelKind';
import type { MailAnswer, MailReply, MailStep } from './outgoingMail';
import type { Tried } from './verdict';

const minute = 60_000;

/** What a mail server's word means. There is no status of HTTP. */
export function triedMail(answer: MailAnswer): Tried {
  switch (answer.kind) {
    case 'accepted':
    case 'refused':
    case 'tooLarge':
      return { ...verdictOf(answer), status: null };
    case 'noMailServer':
      return { kind: 'unclear', passes: true, status: null };
    case 'unreachable':
    case 'timeout':
    case 'proxyOrTls':
      return {
        kind: 'silent',
        passes: answer.kind !== 'proxyOrTls',
        ...(answer.isUnsure ? { isUnsure: true } : {}),
        ...(answer.isClosed ? { isClosed: true } : {}),
      };
  }
}

function verdictOf(answer: Extract<MailAnswer, { readonly kind: 'accepted' | 'refused' | 'tooLarge' }>): Verdict {
  if (answer.kind === 'tooLarge') return { kind: 'refused', reason: 'tooLong', code: null };
  if (answer.kind === 'accepted') {
    const last = answer.missed.at(-1);
    return last === undefined
      ? { kind: 'taken' }
      : { kind: 'taken', missed: { to: answer.missed.map(({ address }) => address), code: codeText(last) } };
  }
  const code = codeText(answer);
  if (passes(answer)) return { kind: 'busy', reason: reasonOfLater(answer), code, waitMs: minute };
  return { kind: 'refused', reason: reasonOf(answer.step, answer), code };
}

/** Digits and dots alone: a server's words may quote an address. */
function codeText({ code, status }: MailReply): string {
  return status === null ? String(code) : `${code} ${status}`;
}

/**
 * 4yz is for now. So is a wrong order of commands, which a new connection does not have, unless it is the login that is not known.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
function passes({ step, code }: Extract<MailAnswer, { readonly kind: 'refused' }>): boolean {
  return code < 500 || (code === 503 && step !== 'login' && step !== 'encryption');
}

function reasonOfLater({ status }: MailReply): ChannelReason {
  return status === '4.2.2' ? 'quota' : 'busy';
}

/**
 * What a server says about itself goes before where it said it.
 * @see https://www.rfc-editor.org/rfc/rfc3463#section-3.3 5.2.2 and 5.2.3, section-3.4 5.3.4, section-3.5 5.4.5
 * @see https://www.rfc-editor.org/rfc/rfc4954#section-6 5.7.8, 5.7.9 and 5.7.11
 * @see https://support.google.com/a/answer/3726730 550 5.4.5 a day's number of mails is sent
 * @see https://techcommunity.microsoft.com/blog/exchange/exchange-online-to-retire-basic-auth-for-client-submission-smtp-auth/4114750 5.7.30
 */
const reasonOfStatus: ReadonlyMap<string, ChannelReason> = new Map([
  ['5.2.2', 'quota'],
  ['5.2.3', 'tooLong'],
  ['5.3.4', 'tooLong'],
  ['5.4.5', 'quota'],
  ['5.7.8', 'login'],
  ['5.7.9', 'login'],
  ['5.7.11', 'notEncrypted'],
  ['5.7.30', 'login'],
]);

function reasonOf(step: MailStep, { code, status }: MailReply): ChannelReason {
  const own = reasonOfStatus.get(status ?? '');
  if (own !== undefined) return own;
  // @see https://www.rfc-editor.org/rfc/rfc4954#section-6 authentication is required; where TLS is, nothing else has been sent.
  if (code === 530 || code === 534 || code === 535) return 'login';
  // @see https://www.rfc-editor.org/rfc/rfc4954#section-6
  if (code === 538) return 'notEncrypted';
  // @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 more than is stored, and https://www.rfc-editor.org/rfc/rfc1870#section-6.1
  if (code === 552) return step === 'sender' || step === 'message' ? 'tooLong' : 'quota';
  // @see https://www.rfc-editor.org/rfc/rfc7504 no mail is taken here at all
  if (code === 521 || code === 556) return step === 'recipients' ? 'recipients' : 'gone';
  return reasonOfStep(step, status);
}

function reasonOfStep(step: MailStep, status: string | null): ChannelReason {
  switch (step) {
    // Policy at a greeting is about the address that one comes from. @see https://www.rfc-editor.org/rfc/rfc3463#section-3.8
    case 'greeting':
      return status?.startsWith('5.7.') ? 'ipNotAllowed' : 'gone';
    case 'encryption':
      return 'notEncrypted';
    case 'login':
      return 'login';
    case 'sender':
      return 'sender';
    case 'recipients':
      return 'recipients';
    case 'message':
      return 'policy';
  }
}
