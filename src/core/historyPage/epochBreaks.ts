import { epochCause, type EpochCause } from '../ledger/epochs';
import type { EpochMs } from '../time/epoch';
import type { TimeSpan } from './historySelection';

/** Between two epochs: what was said before and what was said after are of different accounts, or by different clocks. */
export interface EpochBreak extends TimeSpan {
  readonly why: EpochCause;
}

export interface FollowedEpochs {
  readonly add: (one: { readonly at: EpochMs; readonly epoch: EpochMs }) => void;
  readonly within: (span: TimeSpan) => readonly EpochBreak[];
}

export function followEpochs(): FollowedEpochs {
  const breaks: EpochBreak[] = [];
  let newest: { readonly at: EpochMs; readonly epoch: EpochMs } | null = null;
  return {
    add: (one) => {
      // Those that a clock which went back left behind may come in between.
      if (newest && one.epoch < newest.epoch) return;
      const why = newest && epochCause(newest, one);
      if (newest && why) breaks.push({ from: newest.at, to: one.at, why });
      newest = one;
    },
    within: ({ from, to }) => breaks.filter((one) => one.to >= from && one.to <= to),
  };
}
