import type { Shown } from './shown';

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** When it came, in ms since 1970. */
  readonly now: number;
  /** When others of the same `bucket` came before it, in ms since 1970, oldest first. */
  readonly earlier: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply extends Answer {
  /** Null: nothing is seen in the channel, whatever the answer says. */
  readonly shown: Shown | null;
}

/** What every vendor can be made to say to a request that has no fault of its own. */
export type Saying = 'gone' | 'throttled' | 'refused';

/** The other side of a channel: what a vendor makes of a request. A pure function, with no clock of its own. */
export interface Receiver {
  readonly vendor: string;
  /** By name, or by a suffix that begins with a dot. */
  readonly hosts: readonly string[];
  /** Whether a request to this host and path is one for this vendor. */
  readonly serves: (host: string, path: string) => boolean;
  /** What shares one rate limit: the address, or what the body names. */
  readonly bucket: (request: Received) => string;
  readonly reply: (request: Received) => Reply;
  readonly says: Readonly<Record<Saying, Answer>>;
}

interface Definition<Settings> {
  readonly vendor: string;
  readonly hosts: readonly string[];
  /** Which paths of its hosts are this one's, where a vendor has several kinds of address. */
  readonly paths?: RegExp;
  readonly settings: Settings;
  readonly bucket?: (request: Received) => string;
  readonly reply: (request: Received, settings: Settings) => Reply;
  readonly says: (settings: Settings) => Readonly<Record<Saying, Answer>>;
}

/** A receiver as it stands, and the same with other settings: another secret, a keyword, a channel that is closed. */
export interface AdjustableReceiver<Settings> extends Receiver {
  readonly settings: Settings;
  readonly with: (changed: Partial<Settings>) => AdjustableReceiver<Settings>;
}

/** The address shares a limit, query and all: it is where several vendors have their key. */
function addressOf({ path, query }: Received): string {
  return `${path}?${query.toString()}`;
}

export function defineReceiver<Settings extends object>(definition: Definition<Settings>): AdjustableReceiver<Settings> {
  const { vendor, hosts, paths, settings, bucket = addressOf, reply, says } = definition;
  const isOurs = (host: string): boolean => hosts.some((name) => (name.startsWith('.') ? host.endsWith(name) : host === name));
  return {
    vendor,
    hosts,
    serves: (host, path) => isOurs(host) && (paths?.test(path) ?? true),
    settings,
    bucket,
    reply: (request) => reply(request, settings),
    says: says(settings),
    with: (changed) => defineReceiver({ ...definition, settings: { ...settings, ...changed } }),
  };
}

export function json(status: number, of: unknown, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(of) };
}

export function plainText(status: number, body: string, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function nothingShown(answer: Answer): Reply {
  return { ...answer, shown: null };
}

export function showing(answer: Answer, shown: Shown): Reply {
  return { ...answer, shown };
}
