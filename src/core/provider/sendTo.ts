import type { Send } from './transport';
import type { Origin } from '../model/origin';

/**
 * The address of a path at an origin; null where it would not be of that origin. The path is set, never resolved:
 * resolved, `//host`, `/\host` and `/a/..//host` name another host.
 * @see https://url.spec.whatwg.org/#relative-slash-state
 */
export function addressAt(origin: Origin, path: string): string | null {
  if (!URL.canParse(origin)) return null;
  const [target = ''] = path.split('#');
  const [pathname = '', ...query] = target.split('?');
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = query.join('?');
  return url.origin === origin ? url.href : null;
}

/** Sends to one origin alone: whatever a provider, a description or a setting says, a key goes nowhere else. */
export function sendTo(origin: Origin, send: Send): Send {
  const isThere = (url: string): boolean => URL.canParse(url) && new URL(url).origin === origin;
  return (request, signal) => (isThere(request.url) ? send(request, signal) : Promise.resolve({ ok: false, kind: 'originRefused' }));
}
