import type { Exchange } from '../../core/provider/transport';

export type NetworkFault = Extract<Exchange, { ok: false }>['kind'];

/**
 * What a thrown network error means. Clients hide the reason in `cause`, several levels deep, so the chain is walked.
 * Only codes and names are looked at: messages may quote a header, and with it a key.
 */
export function classifyNetworkError(thrown: unknown): NetworkFault {
  for (const error of chainOf(thrown)) {
    const fault = faultOf(error);
    if (fault) return fault;
  }
  return 'unreachable';
}

/** Whether it is certain that nothing was sent: there was no connection, or none that is trusted. */
export function isUnsent(thrown: unknown): boolean {
  return chainOf(thrown).some(
    (error) => unsent.has(codeOf(error)) || faultOf(error) === 'proxyOrTls' || ('syscall' in error && error.syscall === 'connect'),
  );
}

/** Whether no program takes connections there. */
export function isClosedPort(thrown: unknown): boolean {
  return chainOf(thrown).some((error) => codeOf(error) === 'ECONNREFUSED');
}

function chainOf(thrown: unknown): readonly Error[] {
  const chain: Error[] = [];
  let error = thrown;
  while (chain.length < 6 && error instanceof Error) {
    chain.push(error);
    error = error instanceof AggregateError ? error.errors[0] : error.cause;
  }
  return chain;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function faultOf(error: Error): NetworkFault | undefined {
  const code = codeOf(error);
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

/** @see https://nodejs.org/api/errors.html#common-system-errors and https://undici.nodejs.org/#/docs/api/Errors */
const unsent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isTls(code: string): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_(GET|VERIFY|DECRYPT)|^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/.test(code);
}

/** undici has no code of its own for a proxy that refused the tunnel, only these words, which quote a status and nothing else. */
function isProxyRefusal(error: Error): boolean {
  return error.message.startsWith('Proxy response');
}
