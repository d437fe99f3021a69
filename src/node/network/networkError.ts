import type { Exchange } from '../../core/provider/transport';

export type NetworkFault = Extract<Exchange, { ok: false }>['kind'];

/**
 * What a thrown network error means. Clients hide the reason in `cause`, several levels deep, so the chain is walked.
 * Only codes and names are looked at: messages may quote a header, and with it a key.
 */
export function classifyNetworkError(thrown: unknown): NetworkFault {
  let error = thrown;
  for (let depth = 0; depth < 6 && error instanceof Error; depth += 1) {
    const fault = faultOf(error);
    if (fault) return fault;
    error = error instanceof AggregateError ? error.errors[0] : error.cause;
  }
  return 'unreachable';
}

function faultOf(error: Error): NetworkFault | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error.name === 'TimeoutError' || timeouts.has(code)) return 'timeout';
  if (isTls(code) || code === 'UND_ERR_PRX_TLS' || isProxyRefusal(error)) return 'proxyOrTls';
  return unreachable.has(code) ? 'unreachable' : undefined;
}

const timeouts: ReadonlySet<string> = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
]);

/** @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isTls(code: string): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_(GET|VERIFY|DECRYPT)|^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/.test(code);
}

/** undici has no code of its own for a proxy that refused the tunnel, only these words, which quote a status and nothing else. */
function isProxyRefusal(error: Error): boolean {
  return error.message.startsWith('Proxy response');
}
