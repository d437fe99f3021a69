import type { KeyedProvider } from '../../src/core/provider/provider';
import { anthropic, deepinfra, deepseek, moonshot, novita, openrouter } from '../../src/providers';
import type { Money } from '../sandbox/money';

/** [days ago, amount], or [days ago, before, after] where money came or went at once. */
export type Mark = readonly [daysAgo: number, amount: number, after?: number];

export interface Story {
  readonly provider: KeyedProvider;
  readonly label: string;
  readonly site?: string;
  readonly unit: string;
  readonly seed: number;
  /** In whole cents, the oldest first and the last today's. Between two marks money is spent as people work. */
  readonly paid: readonly Mark[];
  readonly granted?: readonly Mark[];
  /** [from, to], in days ago, without a reading. */
  readonly away?: readonly [number, number];
  /** Spent before all this, where the provider tells what was spent. */
  readonly spentBefore?: number;
  /** What else the sandbox is to know. */
  readonly more?: Omit<Partial<Money>, 'unit' | 'paid' | 'granted' | 'spend'>;
}

export const daysBehind = 90;

/** Six accounts as people have them: two grants, top-ups, a holiday, one that gets low, one in debt, one that tells its spend alone. */
export const stories: readonly Story[] = [
  {
    provider: deepseek,
    label: 'Work',
    unit: 'CNY',
    seed: 7,
    more: { fallPerMinute: '0.02' },
    paid: [
      [90, 164.3],
      [68, 18.42, 218.42],
      [46, 61.05],
      [40, 61.05],
      [34, 21.16, 221.16],
      [15, 86.4],
      [0, 86.4],
    ],
    granted: [
      [90, 0],
      [46, 0, 50],
      [40, 9.35, 0],
      [15, 0, 100],
      [0, 24.6],
    ],
  },
  {
    provider: openrouter,
    label: 'Side project',
    unit: 'USD',
    seed: 11,
    away: [34, 25],
    paid: [
      [90, 31.2],
      [61, 4.85, 29.85],
      [34, 11.1],
      [25, 9.42],
      [19, 5.2, 30.2],
      [0, 17.46],
    ],
    spentBefore: 149.1,
    more: { managementKey: true },
  },
  {
    provider: moonshot,
    label: 'Agents',
    site: 'global',
    unit: 'USD',
    seed: 23,
    paid: [
      [90, 8.1],
      [79, 2.02, 22.02],
      [52, 1.36, 21.36],
      [24, 3.05, 23.05],
      [0, 2.35],
    ],
  },
  {
    provider: novita,
    label: 'GPU jobs',
    unit: 'USD',
    seed: 31,
    more: { creditLine: '20.00' },
    paid: [
      [90, 96],
      [57, 41.3, 141.3],
      [0, 48.75],
    ],
  },
  {
    provider: deepinfra,
    label: 'Batch',
    unit: 'USD',
    seed: 43,
    paid: [
      [90, 12.4],
      [71, 0.88, 25.88],
      [33, 0.62, 25.62],
      [0, -3.18],
    ],
  },
  // Its balance moves as that of the others does, and is never told.
  {
    provider: anthropic,
    label: 'Organisation',
    unit: 'USD',
    seed: 53,
    paid: [
      [90, 400],
      [0, 86.2],
    ],
    spentBefore: 0,
  },
];
