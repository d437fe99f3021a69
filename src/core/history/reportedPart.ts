import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';

/** What a provider said of one model within a stretch of time, such as a UTC day or an hour; and of one key, where it tells keys apart. */
export interface ReportedPart {
  readonly from: EpochMs;
  /** Its end, which is not in it. */
  readonly to: EpochMs;
  readonly unit: Unit;
  /** As the provider calls it. */
  readonly model: string;
  /** As the person named it at the provider; never the key itself. null: keys are not told apart. */
  readonly key: string | null;
  readonly amount: Micros;
  /** It may not have been over, or not booked, when it was told. */
  readonly atLeast?: true;
  /** null: they are not counted. */
  readonly requests: number | null;
}
