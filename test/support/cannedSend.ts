import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Outcome } from '../../src/core/model/outcome';
import { fetchReading } from '../../src/core/provider/fetchReading';
import type { Send } from '../../src/core/provider/transport';
import { start } from './accounts';
import { markedKey } from './testKeys';

/** JSON text by path; a number stands for a failure of that status. */
export type Canned = Readonly<Record<string, string | number>>;

/** A network that answers what it was given, and remembers what it was asked. */
function cannedSend(answers: Canned): { readonly send: Send; readonly paths: readonly string[] } {
  const paths: string[] = [];
  const send: Send = async ({ url }) => {
    const { pathname } = new URL(url);
    paths.push(pathname);
    const answer = answers[pathname];
    if (answer === undefined) throw new Error(`Nothing was canned for ${pathname}`);
    const [status, body] = typeof answer === 'number' ? [answer, ''] : [200, answer];
    return { ok: true, status, body, contentType: 'application/json', retryAfter: null };
  };
  return { send, paths };
}

/** One account's check at the provider's first site, against canned answers. */
export async function outcomeOf(provider: KeyedProvider, answers: Canned, at = start): Promise<Outcome> {
  const [site] = Object.values(provider.sites);
  if (!site) throw new Error(`${provider.id} has no site`);
  const target = { provider, site, origin: site.origin, credentials: { apiKey: markedKey } };
  return fetchReading(target, { send: cannedSend(answers).send, now: () => at, signal: new AbortController().signal });
}
