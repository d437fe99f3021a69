export interface Places {
  /** The origin that the key was given for. */
  readonly own: string;
  /** Host and port of somebody else. */
  readonly stranger: string;
}

type Entry = Readonly<Record<string, unknown>>;

export interface Changed {
  readonly name: string;
  /** @param at the account with another address in its description */
  readonly entry: (places: Places, at: (url: string) => Entry) => Entry;
  readonly expected:
    | { readonly kind: 'asked at its own host'; readonly path: (places: Places) => string }
    | { readonly kind: 'not sent'; readonly host: (places: Places) => string }
    | { readonly kind: 'cannot be used'; readonly reason: string };
}

/** Paths that look like another host, and are paths. @see https://url.spec.whatwg.org/#url-parsing */
const paths: readonly (readonly [name: string, path: (stranger: string) => string, asked: (stranger: string) => string])[] = [
  ['two slashes', (to) => `//${to}/v1`, (to) => `//${to}/v1`],
  ['three slashes', (to) => `///${to}/v1`, (to) => `///${to}/v1`],
  ['a slash and a backslash', (to) => `/\\${to}/v1`, (to) => `//${to}/v1`],
  ['two backslashes', (to) => `\\\\${to}\\v1`, (to) => `//${to}/v1`],
  ['a dot before two slashes', (to) => `/.//${to}/v1`, (to) => `//${to}/v1`],
  ['a way back before two slashes', (to) => `/a/..//${to}/v1`, (to) => `//${to}/v1`],
  ['encoded dots before two slashes', (to) => `/a/%2E%2e//${to}/v1`, (to) => `//${to}/v1`],
  ['a tab between two slashes', (to) => `/\t/${to}/v1`, (to) => `//${to}/v1`],
  ['a whole address', (to) => `/http://${to}/v1`, (to) => `/http://${to}/v1`],
  ['a name and an at sign after two slashes', (to) => `//name@${to}/v1`, (to) => `//name@${to}/v1`],
  ['a backslash before an at sign', (to) => `\\@${to}/v1`, (to) => `/@${to}/v1`],
  ['an at sign in the fragment', (to) => `#@${to}/v1`, () => '/'],
  ['an at sign in the query', (to) => `?@${to}/v1`, () => '/'],
];

const portOf = ({ stranger }: Places): string => stranger.split(':')[1] ?? '';

/** Ways to write another origin. */
const others: readonly (readonly [name: string, url: (places: Places) => string, host: (places: Places) => string])[] = [
  ['another port', ({ stranger }) => `http://${stranger}/v1`, ({ stranger }) => stranger],
  ['another scheme', ({ own }) => own.replace('http:', 'https:'), ({ own }) => new URL(own).host],
  ['another name of this machine', (places) => `http://localhost:${portOf(places)}/v1`, (places) => `localhost:${portOf(places)}`],
  ['a number for an address', (places) => `http://2130706433:${portOf(places)}/v1`, ({ stranger }) => stranger],
  ['no slashes after the scheme', ({ stranger }) => `http:${stranger}/v1`, ({ stranger }) => stranger],
  ['backslashes after the scheme', ({ stranger }) => `HTTP:\\\\${stranger}\\v1`, ({ stranger }) => stranger],
  ['a line break within the scheme', ({ stranger }) => ` ht\ntp://${stranger}/v1`, ({ stranger }) => stranger],
  ['wide digits', (places) => `http://１２７.0.0.1:${portOf(places)}/v1`, ({ stranger }) => stranger],
];

const unusable: readonly (readonly [name: string, url: (places: Places) => unknown])[] = [
  ['its own host as a user name', ({ own, stranger }) => `${own}@${stranger}/v1`],
  ['a user name', ({ own }) => own.replace('//', '//name@')],
  ['plain http to another machine', () => 'http://stranger.example/v1'],
  ['no scheme', ({ stranger }) => `//${stranger}/v1`],
  ['the key in the address', ({ own }) => `${own}/v1/{apiKey}`],
  ['no address', () => null],
];

const cannotBeUsed = '"definition" cannot be used: "';

export const changed: readonly Changed[] = [
  ...paths.map(([name, path, asked]): Changed => ({
    name: `a path of ${name}`,
    entry: ({ own, stranger }, at) => at(`${own}${path(stranger)}`),
    expected: { kind: 'asked at its own host', path: ({ stranger }) => asked(stranger) },
  })),
  {
    name: 'a base URL beside it',
    entry: ({ own, stranger }, at) => ({ ...at(`${own}/v1/own/balance`), baseUrl: `http://${stranger}` }),
    expected: { kind: 'asked at its own host', path: () => '/v1/own/balance' },
  },
  ...others.map(([name, url, host]): Changed => ({ name, entry: (places, at) => at(url(places)), expected: { kind: 'not sent', host } })),
  {
    name: 'another provider at the other host',
    entry: ({ stranger }) => ({ provider: 'litellm', baseUrl: `http://${stranger}` }),
    expected: { kind: 'not sent', host: ({ stranger }) => stranger },
  },
  ...unusable.map(([name, url]): Changed => ({
    name,
    entry: (places, at) => ({ ...at(''), definition: { ...definitionOf(at('')), url: url(places) } }),
    expected: { kind: 'cannot be used', reason: cannotBeUsed },
  })),
  ...[{ headers: { host: 'stranger.example' } }, { secretHeaders: { Host: '{apiKey}' } }].map((header): Changed => ({
    name: `a host in ${Object.keys(header).join('')}`,
    entry: ({ own }, at) => ({ ...at(''), definition: { ...definitionOf(at('')), url: own, ...header } }),
    expected: { kind: 'cannot be used', reason: cannotBeUsed },
  })),
];

function definitionOf({ definition }: Entry): object {
  return typeof definition === 'object' && definition !== null ? definition : {};
}
