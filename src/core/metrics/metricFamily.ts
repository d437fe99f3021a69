/** A name and its value, in the order they are written. */
export type Labels = Readonly<Record<string, string>>;

/** One line: a value of now. It has no time of its own, since a sample with one never goes stale in Prometheus. */
export interface Sample {
  readonly labels: Labels;
  /** Exact decimal text, never by way of a float. */
  readonly value: string;
}

/**
 * What is written together, in one of the three kinds of OpenMetrics that are used here.
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#metric-types
 */
export interface MetricFamily {
  /** Without the `_total` of a counter and the `_info` of an info, which its samples have. With its unit as its last word. */
  readonly name: string;
  readonly kind: 'gauge' | 'counter' | 'info';
  /** The last word of the name. Absent where there is none, or where a label says it. */
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}
