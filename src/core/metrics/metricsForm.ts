import type { MetricsForm } from './metricsText';

/** Prometheus 3 refuses an answer without one. @see https://prometheus.io/docs/prometheus/latest/migration/ */
export const contentTypes: Readonly<Record<MetricsForm, string>> = {
  classic: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/**
 * Which form an `Accept` header asks for: OpenMetrics where version 1.0.0 of it is liked at least as much as the classic text, else
 * that one, which everything reads that scrapes.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept
 */
export function metricsFormFor(accept: string): MetricsForm {
  const ranges = accept.split(',').map(readRange);
  const best = (fits: (range: Range) => boolean): number => Math.max(0, ...ranges.filter(fits).map(({ weight }) => weight));
  const openMetrics = best(({ type, version }) => type === 'application/openmetrics-text' && (version ?? '1.0.0') === '1.0.0');
  const classic = best(({ type, version }) => type === 'text/plain' && (version ?? '0.0.4') === '0.0.4');
  return openMetrics > 0 && openMetrics >= classic ? 'openMetrics' : 'classic';
}

interface Range {
  readonly type: string;
  readonly version: string | undefined;
  readonly weight: number;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const value = (name: string): string | undefined =>
    parameters
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replaceAll('"', '')
      .trim();
  const q = value('q');
  return { type, version: value('version'), weight: q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0 };
}
