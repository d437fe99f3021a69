import type { Json } from './json';
import type { MatrixRow } from './matrixRow';
import type { Money } from './money';

export type Body = { readonly json: Json } | { readonly text: string; readonly type: string };

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** What a provider knows of a request: some echo a piece of the key back, and tests must see that piece redacted. */
export interface Asked {
  readonly key: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The sandbox's clock, for reports by day. */
  readonly at: number;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A segment `*` stands for any one, such as an account's number. A slash at the end counts, as it does for many routers. */
  readonly path: string;
  /** Answers without a key, and whatever the key is: its answer looks at the key itself where it matters. */
  readonly open?: boolean;
  readonly answer: (money: Money, asked: Asked) => Reply;
}

export interface DemoAccount {
  readonly label: string;
  readonly key: string;
  readonly site?: string;
  readonly money: Money;
}

/**
 * One provider's documented wire format.
 * Exported as `wire` from `test/fixtures/<providerId>/wire.ts`, and found there by folder.
 */
export interface Wire {
  /** Lower-case header name that carries the key, and what stands before it there. */
  readonly auth: { readonly header: string; readonly prefix: string };
  readonly routes: readonly Route[];
  /** The provider's own error envelope. */
  readonly error: (status: number, asked: Asked) => Json;
  /** What a key gets that is not known here. Without it, 401 and the envelope; some refuse with HTTP 200. */
  readonly refuse?: (asked: Asked) => Reply;
  /** What it sends with HTTP 200 when it failed all the same. */
  readonly envelopeError: Json;
  /** What an account's `definition` says, for providers that the person describes. */
  readonly definition?: unknown;
  readonly matrix: MatrixRow;
  readonly demo: readonly [DemoAccount, ...DemoAccount[]];
}

export function ok(json: Json): Reply {
  return { status: 200, body: { json } };
}
