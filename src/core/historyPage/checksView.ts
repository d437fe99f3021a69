import type { OutcomeInterval } from '../history/outcomeInterval';
import type { Translate } from '../text/translate';
import { checkPeriods, checkRuns, stateOf, type CheckPeriod, type CheckRun, type CheckState } from './checkPeriods';
import type { HistoryDisplay, HistoryReads } from './historyDisplay';
import type { TimeSpan } from './historySelection';
import type { InSteps } from '../history/inSteps';
import type { AccountId } from '../model/accountId';
import { dayMs } from '../time/durations';

/** How checks of an account came out over a span, whatever they told of. */
export interface ChecksView {
  /** Of the strip under the chart, oldest first. Empty where no check is known of. */
  readonly runs: readonly CheckRun[];
  /** All that was not answered, newest first. */
  readonly entries: readonly CheckEntry[];
  /** Older ones that are not listed. */
  readonly more: string | null;
  /** The strip in one sentence; null where there is none. */
  readonly sentence: string | null;
}

export const noChecks: ChecksView = { runs: [], entries: [], more: null, sentence: null };

export interface CheckEntry {
  readonly state: CheckState;
  readonly name: string;
  readonly when: string;
}

/** A silence that began longer before the span is not told from one that never ended. */
const before = 31 * dayMs;
const longestPiece = 62 * dayMs;
const mostEntries = 50;

export function* checksView(
  store: HistoryReads,
  account: AccountId,
  { from, to }: TimeSpan,
  pixels: number,
  { now, locale, timeZone, t }: HistoryDisplay,
): InSteps<ChecksView> {
  const end = Math.min(to, now);
  const intervals: OutcomeInterval[] = [];
  for (let start = from - before; start <= end; start += longestPiece) {
    const read = store.intervals(account, start, Math.min(end, start + longestPiece - 1));
    // What reaches over the border of two pieces is in both.
    intervals.push(...read.filter((one) => intervals.length === 0 || one.from >= start));
    yield;
  }
  const periods = checkPeriods(intervals, end);
  const shown = periods.filter((one) => one.to >= from && one.from <= end && one.outcome !== 'answered').reverse();
  const runs = checkRuns(periods, { from, to: end }, (pixels * (end - from)) / Math.max(1, to - from));
  const names = outcomeNames(t);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const entries = shown.slice(0, mostEntries).map((one): CheckEntry => {
    return { state: stateOf(one.outcome), name: names[one.outcome], when: time.formatRange(one.from, one.to) };
  });
  const more = shown.length - entries.length;
  return {
    runs,
    entries,
    more: more === 0 ? null : more === 1 ? t('and one earlier one') : t('and {count} earlier ones', { count: more }),
    sentence: sentence(runs, shown, t),
  };
}

function sentence(runs: readonly CheckRun[], shown: readonly CheckPeriod[], t: Translate): string | null {
  if (runs.length === 0) return null;
  if (shown.length === 0) return t('All checks were answered.');
  const silent = shown.filter(({ outcome }) => outcome === 'notAsked').length;
  return t('Checks failed in {failed} periods, and {silent} periods had none. They are listed below.', {
    failed: shown.length - silent,
    silent,
  });
}

/** History keeps the kind of a failure alone, not the status that told of it. */
function outcomeNames(t: Translate): Readonly<Record<CheckPeriod['outcome'], string>> {
  return {
    answered: t('Answered'),
    notAsked: t('Not asked'),
    missingKey: t('No usable key'),
    unauthorized: t('Refused: key not accepted'),
    forbidden: t('Refused: not allowed, or not paid'),
    insufficientScope: t('Refused: key may not read the balance'),
    notReported: t('No balance reported'),
    notSupported: t('No balance endpoint'),
    rateLimited: t('Too many requests'),
    unreachable: t('Down: not reached'),
    timeout: t('Down: no answer in time'),
    proxyOrTls: t('No trusted connection'),
    serverError: t('Down: error at the provider'),
    retired: t('Endpoint withdrawn'),
    unexpectedResponse: t('Answer not understood'),
    originRefused: t('Not sent to another host'),
  };
}
