import { namesLoopback } from '../../core/metrics/listenAddress';
import { contentTypes, metricsFormFor } from '../../core/metrics/metricsForm';
import type { MetricsForm } from '../../core/metrics/metricsText';

/** What is looked at of a request. */
export interface MetricsRequest {
  readonly method: string;
  /** As the request line has it. */
  readonly target: string;
  readonly host: string | undefined;
  readonly accept: string;
}

export interface MetricsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly allow?: string;
}

const plain = 'text/plain; charset=utf-8';

/**
 * On loopback only a name of this machine is answered. A page in a browser here may be let to reach it under a name of its own, whose
 * address it has changed to 127.0.0.1, and would read what is left.
 * @see https://en.wikipedia.org/wiki/DNS_rebinding
 */
export function answerMetrics(
  { method, target, host, accept }: MetricsRequest,
  isLoopback: boolean,
  text: (form: MetricsForm) => string,
): MetricsAnswer {
  if (isLoopback && host !== undefined && !namesLoopback(host))
    return { status: 403, type: plain, body: 'Only names of this machine, such as localhost, are answered here.\n' };
  if (target.split('?')[0] !== '/metrics') return { status: 404, type: plain, body: 'The metrics are at /metrics.\n' };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, type: plain, allow: 'GET, HEAD', body: 'Use GET or HEAD.\n' };
  const form = metricsFormFor(accept);
  return { status: 200, type: contentTypes[form], body: text(form) };
}
