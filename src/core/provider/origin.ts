import { isOrigin, type Origin } from '../model/origin';

/** What is wrong with an address a key should go to. */
export type OriginFault = 'notAnAddress' | 'notHttps' | 'hasUserInfo';

export type ReadOrigin = { readonly ok: true; readonly origin: Origin } | { readonly ok: false; readonly fault: OriginFault };

/** The origin of an address; its path plays no part. Plain http is for this machine alone. */
export function originOf(address: string): ReadOrigin {
  if (!URL.canParse(address)) return { ok: false, fault: 'notAnAddress' };
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return { ok: false, fault: 'hasUserInfo' };
  // The origin of a `blob:` is that of another address.
  if (isOrigin(url.origin) && url.origin.startsWith(url.protocol)) return { ok: true, origin: url.origin };
  return { ok: false, fault: url.protocol === 'http:' ? 'notHttps' : 'notAnAddress' };
}

export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

/** What people paste as the base of a chat client: the balance is beside it, not below it. */
const chatSuffix = /(\/v1)?(\/(chat\/completions|completions|messages|responses|embeddings|models))?$/;

/** The path of a base URL without slashes at its end and without what belongs to chat: `/gateway`, or nothing. */
export function basePathOf(address: string): string {
  if (!URL.canParse(address)) return '';
  return withoutSlashes(withoutSlashes(new URL(address).pathname).replace(chatSuffix, ''));
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/, '');
}
