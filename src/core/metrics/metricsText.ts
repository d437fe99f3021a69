import type { Labels, MetricFamily } from './metricFamily';

/**
 * `classic`: what node_exporter's textfile collector takes, and every Prometheus.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export type MetricsForm = 'classic' | 'openMetrics';

const sampleEnds: Readonly<Record<MetricFamily['kind'], string>> = { gauge: '', counter: '_total', info: '_info' };

/** The whole text, which ends with a line feed. A family without a sample is left out. */
export function metricsText(families: readonly MetricFamily[], form: MetricsForm): string {
  const lines = families.filter(({ samples }) => samples.length > 0).flatMap((family) => [...heading(family, form), ...samplesOf(family)]);
  const end = form === 'openMetrics' ? ['# EOF'] : [];
  return [...lines, ...end].map((line) => `${line}\n`).join('');
}

function heading({ name, kind, unit, help }: MetricFamily, form: MetricsForm): readonly string[] {
  const said = escaped(help);
  if (form === 'openMetrics')
    return [`# TYPE ${name} ${kind}`, ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]), `# HELP ${name} ${said}`];
  // The collector fails the whole file for a type that it does not know, and a counter is typed there by the name of its samples.
  const whole = `${name}${sampleEnds[kind]}`;
  return [
    `# HELP ${whole} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
    `# TYPE ${whole} ${kind === 'info' ? 'gauge' : kind}`,
  ];
}

function samplesOf({ name, kind, samples }: MetricFamily): readonly string[] {
  return samples.map(({ labels, value }) => `${name}${sampleEnds[kind]}${labelsText(labels)} ${value}`);
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
