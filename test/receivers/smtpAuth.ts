import type { SmtpSettings } from './smtpSettings';

export type SmtpAuthStep =
  { readonly reply: string; readonly next?: (line: string) => SmtpAuthStep } | { readonly user: string; readonly password: string };

const unreadable: SmtpAuthStep = { reply: '501 5.5.2 Cannot decode the response' };
const cancelled: SmtpAuthStep = { reply: '501 5.0.0 Authentication cancelled' };

/** `AUTH PLAIN`, with or without its answer at once, or `AUTH LOGIN`. @see https://www.rfc-editor.org/rfc/rfc4954#section-4 */
export function beginAuth(line: string, { mechanisms }: SmtpSettings): SmtpAuthStep {
  const [, mechanism = '', initial] = /^AUTH +([A-Za-z0-9_-]+)(?: +(\S+))?$/i.exec(line) ?? [];
  if (mechanism === '') return { reply: '501 5.5.4 Syntax: AUTH mechanism' };
  if (!mechanisms.some((one) => one === mechanism.toUpperCase())) return { reply: '504 5.5.4 Unrecognized authentication type' };
  // "=" stands for an empty answer.
  const given = initial === '=' ? '' : initial;
  if (mechanism.toUpperCase() === 'PLAIN') return given === undefined ? { reply: '334 ', next: plain } : plain(given);
  return given === undefined ? { reply: `334 ${base64('Username:')}`, next: userName } : userName(given);
}

/** Whom to act for, who one is, and the password, with NUL between. @see https://www.rfc-editor.org/rfc/rfc4616#section-2 */
function plain(answer: string): SmtpAuthStep {
  if (answer === '*') return cancelled;
  const parts = decoded(answer)?.split('\0');
  const [, user = '', password = ''] = parts ?? [];
  return parts?.length === 3 && user !== '' && password !== '' ? { user, password } : unreadable;
}

/** @see https://datatracker.ietf.org/doc/html/draft-murchison-sasl-login-00 */
function userName(answer: string): SmtpAuthStep {
  if (answer === '*') return cancelled;
  const user = decoded(answer);
  if (user === null || user === '') return unreadable;
  return {
    reply: `334 ${base64('Password:')}`,
    next: (second) => {
      const password = decoded(second);
      return second === '*' ? cancelled : password === null ? unreadable : { user, password };
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Null: it is none. Padding has to be there. */
function decoded(text: string): string | null {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? Buffer.from(text, 'base64').toString() : null;
}
