import type { Micros, Unit } from '../money/money';
import type { PeakRule, PriceTier } from './priceTable';

/** Whose price it is: the person's own, what the provider itself reported, our table, a public list, or the tool's own reckoning. */
export type PriceSource = 'override' | 'provider' | 'own' | 'list' | 'tool';

/** Which prices were taken, so that a person can look them up. */
export interface PriceBasis {
  /** A provider of ours, or as the list calls it; null where the price is not from a table. */
  readonly provider: string | null;
  /** The row's own name for the model, which may differ from what the log says; null where an amount was reported whole. */
  readonly model: string | null;
  readonly page: string | null;
  /** The day of the page that the price was read from, such as `2026-11-15`. */
  readonly checked: string | null;
  /** `either`: peak hours are near, or the holidays of that year are not known. */
  readonly peak: 'none' | 'peak' | 'offPeak' | 'either';
  /** The price of calls with more input than this, in tokens; 0 for the price of all. */
  readonly inputAbove: number;
  /** Millionths that the person multiplies by. */
  readonly factor: number;
}

/** All that holds for calls like this one at that time, whatever of it this one needed. */
export interface PriceList {
  readonly tiers: readonly PriceTier[];
  /** While it holds; null where no end is known. */
  readonly from: number | null;
  readonly to: number | null;
  readonly peak: PeakRule | null;
  /** Micro-units for a thousand searches on the web, and for each request beside its tokens. */
  readonly perThousandSearches: number | null;
  readonly perRequest: number;
}

export interface Priced {
  readonly kind: 'priced';
  readonly unit: Unit;
  /** By the moment the call began. */
  readonly amount: Micros;
  /** What it may have been, where that is not certain: near a change of price, with input that may have been cached, … */
  readonly least: Micros;
  readonly most: Micros;
  readonly source: PriceSource;
  readonly basis: PriceBasis;
  /** null where an amount was reported whole. */
  readonly list: PriceList | null;
}

export const unpricedReasons = [
  'noUsage',
  'noModel',
  'noProvider',
  'unknownProvider',
  'unknownModel',
  'noPriceThen',
  'noPriceInUnit',
  'noCacheReadPrice',
  'noCacheWritePrice',
  'noLongCacheWritePrice',
  'noSearchPrice',
  'noServiceTierPrice',
] as const;
export type UnpricedReason = (typeof unpricedReasons)[number];

export interface Unpriced {
  readonly kind: 'unpriced';
  readonly why: UnpricedReason;
}

/**
 * What a call cost. `plan`: a subscription covers it, so that it cost nothing by itself, and what it would have come to is never added to
 * what was spent. `ignored`: the person does not want it counted.
 */
export type PriceOutcome =
  Priced | Unpriced | { readonly kind: 'plan'; readonly equivalent: Priced | Unpriced } | { readonly kind: 'ignored' };
