import type { Credential } from './provider';
import { serviceKeyReason } from './serviceKey';
import type { Translate } from '../text/translate';

/** What a pasted key looks like: usable, usable with a doubt, or not a key at all. */
export interface KeyShape {
  readonly key: string;
  readonly refused?: string;
  readonly hint?: string;
}

/** What is wrong with a text in the place of a key. */
export type KeyFault = 'empty' | 'bearer' | 'spaces' | 'curlyQuotes' | 'notAscii';

/** Some files of variables keep the quotes around a value. */
export function trimmedKey(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}

/** A header takes visible ASCII only, and a client that refuses another character quotes the whole key in its message. */
export function keyFault(key: string): KeyFault | null {
  if (key === '') return 'empty';
  if (/^bearer\s/i.test(key)) return 'bearer';
  if (/[\u2018-\u201f\u00ab\u00bb\uff02\uff07]/.test(key)) return 'curlyQuotes';
  if (/[\s\p{Cc}]/u.test(key)) return 'spaces';
  return /^[\x21-\x7e]+$/.test(key) ? null : 'notAscii';
}

/** A sentence for people. It names no part of the key. */
export function keyFaultText(fault: KeyFault, t: Translate): string {
  const texts: Readonly<Record<KeyFault, string>> = {
    empty: t('Enter the key.'),
    bearer: t('Leave out the word "Bearer": enter the key alone.'),
    spaces: t('The key has spaces or line breaks inside. Copy it again.'),
    curlyQuotes: t('The key has curly quotes, as a word processor writes them. Copy it again, without quotes.'),
    notAscii: t('The key has characters that no key has. Copy it again.'),
  };
  return texts[fault];
}

/** Trims what came along with a paste and says what seems wrong. It names no part of the key. */
export function keyShape(pasted: string, credential: Credential, t: Translate): KeyShape {
  const key = trimmedKey(pasted);
  const fault = keyFault(key);
  if (fault !== null) return { key, refused: keyFaultText(fault, t) };
  if (key.length < 8) return { key, refused: t('This is too short for a key. Copy it again.') };
  const refusal = serviceKeyReason(key);
  if (refusal !== undefined) return { key, refused: t(refusal) };
  const lookalike = credential.lookalikes?.find(({ pattern }) => pattern.test(key));
  return lookalike ? { key, hint: t(lookalike.hint) } : { key };
}
