import type { EpochMs } from '../time/epoch';

/** Micro-units of a currency for a million tokens. A class that is absent has no price, which is not 0. */
export interface TokenPrices {
  /** Input that was read from a cache. */
  readonly hit?: number;
  /** Input that was in no cache. */
  readonly miss: number;
  readonly write5m?: number;
  readonly write1h?: number;
  /** Output, reasoning among it. */
  readonly out: number;
}

/** Prices that hold for a whole call whose input, cached or not, has more tokens than this. */
export interface PriceTier {
  readonly inputAbove: number;
  readonly prices: TokenPrices;
}

/** Millionths: 2 is 2_000_000. */
export type Factor = number;

/** The prices of one model in one span of time. */
export interface PriceRow {
  readonly model: string;
  /** Every name it is called by, the model's own among them, in small letters. No pattern: a sibling may have another price. */
  readonly names: readonly string[];
  /** Names with a date behind them, such as `name-20260101`, are the same model where no row has that very name. */
  readonly isDated?: true;
  readonly from: EpochMs | null;
  /** The first moment that they no longer hold. */
  readonly to: EpochMs | null;
  /** By currency. The first tier is the one above 0. */
  readonly tiers: Readonly<Record<string, readonly PriceTier[]>>;
  /** The table's peak hours count for it. */
  readonly hasPeak?: true;
  /** Where it was not read on the day of the whole table. */
  readonly checked?: string;
  /** By the name that answers have for it, such as `batch`. */
  readonly serviceTiers?: Readonly<Record<string, Factor>>;
}

/** Days since 1970 in the rule's own zone, the last included. */
export type DaySpan = readonly [first: number, last: number];

export interface PeakRule {
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly zoneMinutes: number;
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** Hours of the day, the second no longer in it. */
  readonly hours: readonly (readonly [from: number, to: number])[];
  /** Days without a peak. Of days after `knownUntil` nobody can say yet whether they are holidays. */
  readonly holidays?: { readonly days: readonly DaySpan[]; readonly knownUntil: number };
  readonly factor: Factor;
}

/** Searches on the web, which cost by the thousand. */
export interface SearchFee {
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Micro-units for a thousand, by currency. */
  readonly perThousand: Readonly<Record<string, number>>;
  /** A page that was opened costs as much as a search; else nothing. */
  readonly isForFetches?: boolean;
}

/** What one provider takes, as the files in `prices/` say it. */
export interface PriceTable {
  /** A provider of ours, or as the list calls it. */
  readonly provider: string;
  /** Where the prices stand, and the day (`2026-11-27`) of the page, or the copy of it, that they were read from. */
  readonly page: string;
  readonly checked: string;
  /** The last day before which they must be looked at again. */
  readonly until: string | null;
  readonly rows: readonly PriceRow[];
  readonly peaks: readonly PeakRule[];
  readonly searches: readonly SearchFee[];
}
