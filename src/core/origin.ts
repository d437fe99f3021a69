/** What is wrong with an address a key should go to. */
export type OriginFault = 'notAnAddress' | 'notHttps' | 'hasUserInfo';

/**
 * The origin of a base URL. Its path is dropped: people paste chat bases such as `…/v1`, and balances live elsewhere.
 * Plain http is for loopback alone.
 */
export function originOf(baseUrl: string): { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly fault: OriginFault } {
  if (!URL.canParse(baseUrl)) return { ok: false, fault: 'notAnAddress' };
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '') return { ok: false, fault: 'hasUserInfo' };
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return { ok: true, origin: url.origin };
  return { ok: false, fault: url.protocol === 'http:' ? 'notHttps' : 'notAnAddress' };
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
