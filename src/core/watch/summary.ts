import { accountView, amountText, stateName, thresholdsOf, type AccountFacts, type Scene } from '../accountView';
import { calendarOf } from '../calendar';
import { headline, thresholdOf } from '../headline';
import type { EpochMs } from '../model';

export type SummaryPace = 'off' | 'hourly' | 'daily';

const hour = 3_600_000;
const morning = 9 * hour;

/** Each clock hour, or each local day after nine in the morning. @param last when one was posted, or began to be waited for */
export function summaryDue(pace: SummaryPace, last: EpochMs, now: EpochMs, timeZone: string): boolean {
  if (pace === 'off' || now <= last) return false;
  if (pace === 'hourly') return Math.floor(now / hour) > Math.floor(last / hour);
  const { dayOf } = calendarOf(timeZone);
  return dayOf(now - morning) > dayOf(last - morning);
}

/** One line of a message to a team: an account, what is left, and from where on it counts as low. */
export interface SummaryLine {
  readonly account: string;
  readonly balance: string;
  readonly threshold: string | null;
  readonly state: string;
  readonly needsMoney: boolean;
  readonly age: string | null;
}

export function summaryLines(accounts: readonly AccountFacts[], scene: Scene): readonly SummaryLine[] {
  return accounts.map((facts) => {
    const view = accountView(facts, scene);
    const thresholds = thresholdsOf(facts.account);
    const main = facts.snapshot.reading && headline(facts.snapshot.reading.balances, thresholds, facts.account.pinnedUnit);
    const threshold = main && thresholdOf(main.unit, thresholds);
    return {
      account: view.title,
      balance: [view.amount ?? scene.t('balance unknown'), ...view.otherBalances].join(', '),
      threshold: main && threshold !== null ? amountText(threshold, main.unit, scene) : null,
      state: stateName(view.state, scene.t),
      needsMoney: view.state === 'low' || view.state === 'exhausted' || view.state === 'unavailable',
      age: view.age,
    };
  });
}
