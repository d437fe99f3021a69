import type { ReportedPart } from '../history/reportedPart';
import type { AccountId } from '../model/accountId';
import type { Micros, Unit } from '../money/money';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';

/** What a provider said that a stretch of time cost: a UTC day, or as its export divides time. */
export interface ReportedPeriod {
  readonly from: EpochMs;
  /** Its end, which is not in it. */
  readonly to: EpochMs;
  readonly amount: Micros;
  /** More may have been spent. */
  readonly atLeast: boolean;
  /** As the provider divides the amount; empty where it does not. */
  readonly parts: readonly Pick<ReportedPart, 'model' | 'key' | 'amount' | 'requests'>[];
}

/** What was reported of one account, in one unit. */
export interface ReportedSpend {
  readonly account: AccountId;
  readonly unit: Unit;
  readonly periods: readonly ReportedPeriod[];
}

/**
 * How long a provider may take until a day is in its report. Anthropic's reports are out within 4 hours and at times a day later; OpenAI
 * and Fireworks name no time.
 * @see https://docs.estuary.dev/reference/Connectors/capture-connectors/anthropic/
 */
export const reportedSettleMs = dayMs;
