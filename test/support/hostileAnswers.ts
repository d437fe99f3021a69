import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import type { Account } from '../../src/core/model/account';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Outcome } from '../../src/core/model/outcome';
import type { Exchange, HttpRequest } from '../../src/core/provider/transport';
import { start } from './accounts';
import type { Fixture } from './fixture';
import { markedKey } from './testKeys';
import { originAt } from './ids';

export interface Asked {
  readonly outcome: Outcome;
  readonly requests: readonly HttpRequest[];
}

/** One check against a body for each request; a number is a status without one. */
export async function ask(
  provider: KeyedProvider,
  bodyOf: (request: HttpRequest, count: number) => string | number,
  account: Partial<Account> = {},
  key = markedKey,
): Promise<Asked> {
  const requests: HttpRequest[] = [];
  const [site = 'own'] = Object.keys(provider.sites);
  const target = fetchTarget(provider, { site, origin: provider.sites[site]?.origin ?? originAt('https://own.example'), ...account }, key);
  const send = async (request: HttpRequest): Promise<Exchange> => {
    requests.push(request);
    const body = bodyOf(request, requests.length);
    return {
      ok: true,
      status: typeof body === 'number' ? body : 200,
      contentType: 'application/json',
      retryAfter: null,
      body: typeof body === 'number' ? '' : body,
    };
  };
  return { outcome: await fetchReading(target, { send, now: () => start, signal: new AbortController().signal }), requests };
}

/** A value at one place of a JSON text, by names and positions. */
type Path = readonly (string | number)[];

/** The places in a body where `is` holds. */
export function placesIn(json: unknown, is: (value: unknown) => boolean, path: Path = []): readonly Path[] {
  const inner = Array.isArray(json) ? json.entries() : typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return [
    ...(is(json) ? [path] : []),
    ...[...inner].flatMap(([name, value]: readonly [string | number, unknown]) => placesIn(value, is, [...path, name])),
  ];
}

/** JSON text with other text in one place, since a number such as `1e999999999` cannot be written from a value. */
export function withTextAt(json: unknown, path: Path, text: string): string {
  return JSON.stringify(replaced(json, path)).replace('"\\u0001here"', () => text);
}

function replaced(json: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return '\u0001here';
  if (Array.isArray(json)) return json.map((value: unknown, index) => (index === name ? replaced(value, rest) : value));
  return typeof json === 'object' && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, value]: [string, unknown]) => [key, key === name ? replaced(value, rest) : value]))
    : json;
}

/** What a fixture answers, but for one of its routes; a path that it does not know gets its first answer. */
export function bodiesOf({ answers }: Fixture, route: string, body: string): (request: HttpRequest) => string | number {
  const routes = Object.keys(answers)
    .map((name) => {
      const [path = '', query = ''] = name.split('?');
      return { name, path, query: [...new URLSearchParams(query)] };
    })
    .sort((a, b) => b.query.length - a.query.length);
  return ({ method, url }) => {
    const { pathname, searchParams } = new URL(url);
    const here = routes.filter(({ path }) => path === `${method} ${pathname}`);
    const { name = '' } =
      here.find(({ query }) => query.every(([key, value]) => searchParams.get(key) === value)) ?? here[0] ?? routes[0] ?? {};
    const answer = answers[name];
    if (name === route) return body;
    return answer?.status === 200 ? (answer.raw ?? JSON.stringify(answer.body)) : (answer?.status ?? 404);
  };
}
