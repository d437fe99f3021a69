import type { Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { Factor, TokenPrices } from './priceTable';

/** What a person says of some calls' prices. What is left out of `of` is not asked; several that meet a call are applied in turn. */
export interface PriceOverride {
  /** Its place in the person's list, from 0. */
  readonly entry?: number;
  readonly of: {
    /** A provider of ours, a name as tools log it, or a host. */
    readonly provider?: string;
    readonly account?: string;
    readonly tool?: string;
    /** As logged, large and small letters alike; `*` stands for any letters. */
    readonly model?: string;
  };
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** `plan`: covered by a subscription. `ignore`: not counted at all. */
  readonly use?: 'plan' | 'ignore' | 'pay';
  /** The model whose prices are taken. */
  readonly alias?: string;
  /** The provider whose prices are taken, such as the one behind a gateway: one of ours, or a name as tools log it. */
  readonly priceAs?: string;
  /** Of all that is reckoned here; what the provider reported stays as it is. */
  readonly factor?: Factor;
  /** false: no peak hours. true: the provider's peak hours count for prices given here too. */
  readonly peak?: boolean;
  readonly unit?: Unit;
  readonly prices?: TokenPrices;
  /** Micro-units for a thousand searches on the web. */
  readonly perThousandSearches?: number;
  /** Micro-units for each request, beside its tokens. */
  readonly perRequest?: number;
}
