/** How what logs account for is divided. */
export const explainedWays = ['tool', 'model', 'project', 'agent'] as const;
export type ExplainedWay = (typeof explainedWays)[number];

export const explainedRanges = ['1d', '7d', '30d'] as const;
export type ExplainedRange = (typeof explainedRanges)[number];

/** What the person looks at on the tab Explained. */
export interface ExplainedSelection {
  /** Of accounts and unit, see `groupKey`; what is not there is replaced by the first that is. */
  readonly group: string | null;
  readonly way: ExplainedWay;
  readonly range: ExplainedRange;
}

export const explainedDays: Readonly<Record<ExplainedRange, number>> = { '1d': 1, '7d': 7, '30d': 30 };
