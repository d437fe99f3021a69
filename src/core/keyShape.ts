import { canBeSent } from './fetchReading';
import type { Credential } from './provider';
import type { Translate } from './translate';

/** What a pasted key looks like: usable, usable with a doubt, or not a key at all. */
export type KeyShape = { readonly key: string; readonly refused?: string; readonly hint?: string };

/** Trims what came along with a paste and says what seems wrong. It names no part of the key. */
export function keyShape(pasted: string, credential: Credential, t: Translate): KeyShape {
  const key = pasted.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (key === '') return { key, refused: t('Enter the key.') };
  if (/^bearer\s/i.test(key)) return { key, refused: t('Leave out the word "Bearer": enter the key alone.') };
  if (!canBeSent(key)) return { key, refused: t('A key has no spaces and no special characters. Copy it again.') };
  if (key.length < 8) return { key, refused: t('This is too short for a key. Copy it again.') };
  const refusal = credential.refusal?.(key);
  if (refusal !== undefined) return { key, refused: t(refusal) };
  const lookalike = credential.lookalikes?.find(({ pattern }) => pattern.test(key));
  return lookalike ? { key, hint: t(lookalike.hint) } : { key };
}
