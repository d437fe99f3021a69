/** One HTTP request, complete. The URL never carries a key. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The text of a refusal is read as well: the first 8 KiB, for the code in it. Only where no key can be echoed. */
  readonly readsRefusal?: true;
}

/** What came back: an answer of any status with its text, or the reason there is none. */
export type Exchange =
  | {
      readonly ok: true;
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | null;
      /** Empty unless the status is 2xx, or `readsRefusal`: other bodies are not read, since they may echo a key. */
      readonly body: string;
    }
  | {
      readonly ok: false;
      readonly kind: 'unreachable' | 'timeout' | 'proxyOrTls' | 'originRefused' | 'unexpectedResponse';
      /** Of a POST: it may have been sent, and nobody said what became of it. */
      readonly isUnsure?: true;
      /** Of a POST: no program takes connections there. */
      readonly isClosed?: true;
    };

/**
 * The network port. It follows no redirect, keeps time limits, caps the body,
 * and rejects only when `signal` was aborted by the caller.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<Exchange>;
