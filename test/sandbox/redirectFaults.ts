import type { Change } from './exchange';

/** A client that follows finds a good answer there, and has told a stranger its key. */
export const redirectFaults = {
  'redirect-other-host': (_reply, { otherOrigin, target }) => redirect(302, otherOrigin + target),
  'redirect-other-host-307': (_reply, { otherOrigin, target }) => redirect(307, otherOrigin + target),
  'redirect-same-host': (_reply, { target }) => redirect(302, target),
  'redirect-endless': (_reply, { target }) => redirect(302, nextHop(target)),
} satisfies Record<string, Change>;

export function redirectTo(origin: string, status: 302 | 307): Change {
  return (_reply, { target }) => redirect(status, new URL(target, origin).href);
}

function redirect(status: 302 | 307, location: string): ReturnType<Change> {
  return { status, headers: { location }, body: { text: '', type: 'text/plain' } };
}

function nextHop(target: string): string {
  const url = new URL(target, 'http://sandbox.invalid');
  url.searchParams.set('hop', String(Number(url.searchParams.get('hop') ?? '0') + 1));
  return url.pathname + url.search;
}
