import { json, plainText, type Answer, type Receiver, type Saying } from './receiver';

/**
 * What a receiver can be switched to. `gone`, `throttled` and `refused` are said in the vendor's own words; the others are what
 * stands between: a proxy's page, a redirect, a broken server, a connection that ends, an answer that does not come.
 */
export type Fault =
  'ok' | 'down' | 'slow' | 'html200' | 'redirect302' | 'status500' | 'status429' | Saying | { readonly retryAfter: string };

/** Where `redirect302` leads, on the same server: whoever follows is recorded. */
export const redirected = '/moved-here';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** Null: no answer is made up, the vendor's own rules decide. */
export function answerOf(fault: Exclude<Fault, 'down' | 'slow'>, { says }: Receiver): Answer | null {
  if (typeof fault === 'object') return json(429, { message: 'Too Many Requests' }, { 'retry-after': fault.retryAfter });
  switch (fault) {
    case 'ok':
      return null;
    case 'html200':
      return { status: 200, headers: html, body: '<!doctype html><title>Sign in</title><p>This network wants you to sign in.' };
    case 'redirect302':
      return { status: 302, headers: { location: redirected }, body: '' };
    case 'status500':
      return { status: 500, headers: html, body: '<!doctype html><title>Internal Server Error</title>' };
    case 'status429':
      return plainText(429, 'Too Many Requests', { 'retry-after': '30' });
    default:
      return says[fault];
  }
}
