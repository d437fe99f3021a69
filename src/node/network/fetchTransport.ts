import type { Exchange, HttpRequest, Send } from '../../core/provider/transport';
import { classifyNetworkError, isClosedPort, isUnsent } from './networkError';

export interface Limits {
  /** From the start to the answer's headers, connecting included. */
  readonly headersMs: number;
  /** From the start to the last byte. */
  readonly wholeMs: number;
  readonly bodyBytes: number;
}

export const defaultLimits: Limits = { headersMs: 10_000, wholeMs: 15_000, bodyBytes: 1024 * 1024 };

/** The part of `fetch` that is used. Both the editor's and undici's fit. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): { read(): Promise<{ done: boolean; value?: unknown }>; cancel(): Promise<void> } } | null;
}

/**
 * A transport over a `fetch`, which is called anew for each request: the editor replaces its own at run time.
 * Redirects are never followed: across origins a client drops `Authorization`, but keeps `x-api-key` and the like.
 */
export function fetchTransport(fetch: Fetch, userAgent: string, limits: Limits = defaultLimits): Send {
  return async (request, signal) => {
    signal.throwIfAborted();
    const headers = deadline(limits.headersMs);
    const whole = deadline(limits.wholeMs);
    try {
      const response = await fetch(request.url, initOf(request, userAgent, AbortSignal.any([signal, headers.signal, whole.signal])));
      headers.clear();
      return await exchangeOf(response, limits.bodyBytes, request.readsRefusal === true);
    } catch (error) {
      signal.throwIfAborted();
      const late = headers.signal.aborted || whole.signal.aborted;
      // Whoever connects in vain is told so well before a deadline.
      const isPost = request.method === 'POST';
      const isUnsure = isPost && (late || !isUnsent(error));
      const isClosed = isPost && !late && isClosedPort(error);
      const kind = late ? 'timeout' : classifyNetworkError(error);
      return { ok: false, kind, ...(isUnsure ? { isUnsure } : {}), ...(isClosed ? { isClosed } : {}) };
    } finally {
      headers.clear();
      whole.clear();
    }
  };
}

/** `AbortSignal.timeout` cannot be taken back, and would hold its timer after the answer. */
function deadline(ms: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

function initOf({ method, headers, body }: HttpRequest, userAgent: string, signal: AbortSignal): FetchInit {
  return { method, headers: { ...headers, 'user-agent': userAgent }, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) };
}

/** A code stands at the beginning. */
const refusalBytes = 8192;

async function exchangeOf(response: FetchResponse, maxBytes: number, readsRefusal: boolean): Promise<Exchange> {
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  const isRefusal = readsRefusal && status >= 400;
  const body = isSuccess
    ? await readText(response, maxBytes)
    : isRefusal
      ? ((await readText(response, refusalBytes)) ?? '')
      : await discard(response);
  if (body === null) return { ok: false, kind: 'unexpectedResponse' };
  return { ok: true, status, contentType: headers.get('content-type') ?? '', retryAfter: headers.get('retry-after'), body };
}

/** Text of at most `maxBytes`; null as soon as there is more. */
async function readText({ body }: FetchResponse, maxBytes: number): Promise<string | null> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (!(chunk.value instanceof Uint8Array)) continue;
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

async function discard({ body }: FetchResponse): Promise<string> {
  await body?.getReader().cancel();
  return '';
}
