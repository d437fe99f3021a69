import type { OutcomeInterval, OutcomeKind } from '../history/outcomeInterval';
import type { EpochMs } from '../time/epoch';
import type { TimeSpan } from './historySelection';
import { hourMs } from '../time/durations';

/** For so long, checks came out the same, or there were none. */
export interface CheckPeriod extends TimeSpan {
  readonly outcome: OutcomeKind | 'notAsked';
}

export type CheckState = 'answered' | 'refused' | 'down' | 'failed' | 'notAsked';

/** A piece of the strip under the chart. */
export interface CheckRun extends TimeSpan {
  readonly state: CheckState;
}

/** Someone who checks once a day leaves no silence. */
const longestBetween = 25 * hourMs;

/** @param intervals oldest first @param now until when a check could have been */
export function checkPeriods(intervals: readonly OutcomeInterval[], now: EpochMs): readonly CheckPeriod[] {
  const periods: CheckPeriod[] = [];
  let epoch: EpochMs | null = null;
  let until = Infinity;
  for (const { from, to, outcome, epoch: own } of intervals) {
    const last = periods.at(-1);
    const isSilent = from - until > longestBetween;
    if (isSilent) periods.push({ from: until, to: from, outcome: 'notAsked' });
    if (last && !isSilent && last.outcome === outcome && epoch === own)
      periods[periods.length - 1] = { ...last, to: Math.max(last.to, to) };
    else periods.push({ from, to, outcome });
    // One that a wrong clock wrote may lie within another.
    until = until === Infinity ? to : Math.max(until, to);
    epoch = own;
  }
  return now - until > longestBetween ? [...periods, { from: until, to: now, outcome: 'notAsked' }] : periods;
}

/** Within the span, each up to the next, and none that is shorter than a pixel beside one that says more. */
export function checkRuns(periods: readonly CheckPeriod[], { from, to }: TimeSpan, pixels: number): readonly CheckRun[] {
  const pixel = (to - from) / pixels;
  const runs: CheckRun[] = [];
  for (const [index, period] of periods.entries()) {
    const next = periods[index + 1];
    const run = {
      from: Math.max(period.from, from),
      to: Math.min(Math.max(period.to, next?.from ?? period.to), to),
      state: stateOf(period.outcome),
    };
    if (run.to < from || run.from > to || run.to < run.from) continue;
    const last = runs.at(-1);
    const isSame = last?.state === run.state;
    if (last && (isSame || run.to - last.from < pixel)) {
      const state = severity.indexOf(run.state) > severity.indexOf(last.state) ? run.state : last.state;
      runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, run.to), state };
    } else runs.push(run);
  }
  return runs;
}

const severity: readonly CheckState[] = ['notAsked', 'answered', 'failed', 'down', 'refused'];

export function stateOf(outcome: CheckPeriod['outcome']): CheckState {
  switch (outcome) {
    case 'answered':
    case 'notAsked':
      return outcome;
    case 'unauthorized':
    case 'forbidden':
    case 'insufficientScope':
      return 'refused';
    case 'unreachable':
    case 'timeout':
    case 'serverError':
      return 'down';
    case 'missingKey':
    case 'notReported':
    case 'notSupported':
    case 'rateLimited':
    case 'proxyOrTls':
    case 'retired':
    case 'unexpectedResponse':
    case 'originRefused':
      return 'failed';
  }
}
