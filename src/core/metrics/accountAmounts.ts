import { isCurrentBalance, metricStanding, type MetricClock } from './metricStanding';
import type { LabelledAmount } from './amountFamilies';
import type { Labels } from './metricFamily';
import { capNames } from '../history/capName';
import { thresholdOf } from '../model/headline';
import { partKinds, type Balance, type Reading } from '../model/reading';
import { boundedSum, type Micros, type Unit } from '../money/money';
import { thresholdsOf, type AccountFacts } from '../views/accountView';
import { isRunning } from '../views/spendWindow';

/** The amounts of one account by what they are, each with its unit and the labels that tell it from others. */
export interface AccountAmounts {
  readonly remaining: readonly LabelledAmount[];
  /** Some of what was used is not taken off yet, so that less may be left. */
  readonly remainingAtMost: readonly LabelledAmount[];
  readonly parts: readonly LabelledAmount[];
  readonly capLimits: readonly LabelledAmount[];
  readonly capsRemaining: readonly LabelledAmount[];
  readonly spend: readonly LabelledAmount[];
  /** Some of the window is not in the answer, so that more may have been spent. */
  readonly spendAtLeast: readonly LabelledAmount[];
  readonly thresholds: readonly LabelledAmount[];
}

export function accountAmounts(facts: AccountFacts, labels: Labels, clock: MetricClock): AccountAmounts {
  const { current } = metricStanding(facts, clock);
  const balances = current?.balances.filter((balance) => isCurrentBalance(balance, current, facts.account, clock)) ?? [];
  const exact = balances.filter(({ atMost }) => atMost !== true);
  const bounded = balances.filter(({ atMost }) => atMost === true);
  const caps = current ? capNames(current.caps) : [];
  const capLabels = caps.map(([name, cap]) => ({
    cap,
    labels: { ...labels, cap: cap.owner ?? 'key', resets: cap.resets, number: /\d+$/.exec(name)?.[0] ?? '1' },
  }));
  return {
    remaining: exact.flatMap(({ unit, available }) => known(labels, unit, available)),
    remainingAtMost: bounded.flatMap(({ unit, available }) => known(labels, unit, available)),
    parts: exact.flatMap((balance) => partsOf(balance, labels)),
    capLimits: capLabels.flatMap((one) => known(one.labels, one.cap.unit, one.cap.limit)),
    capsRemaining: capLabels.flatMap((one) => known(one.labels, one.cap.unit, one.cap.remaining)),
    spend: spendOf(current, false, labels, clock),
    spendAtLeast: spendOf(current, true, labels, clock),
    thresholds: thresholdAmounts(facts, labels),
  };
}

function known(labels: Labels, unit: Unit, amount: Micros | null): readonly LabelledAmount[] {
  return amount === null ? [] : [{ labels, unit, amount }];
}

/** A kind of which several are named is their sum, and not known where one of them is not. */
function partsOf({ unit, parts }: Balance, labels: Labels): readonly LabelledAmount[] {
  return partKinds.flatMap((kind) => {
    const amounts = parts.filter((part) => part.kind === kind).map(({ amount }) => amount);
    const whole = amounts.filter((amount) => amount !== null);
    const { amount, atLeast } = boundedSum(whole);
    const isKnown = whole.length > 0 && whole.length === amounts.length && !atLeast;
    return isKnown ? [{ labels: { ...labels, part: kind }, unit, amount }] : [];
  });
}

/** Of the day, week and month that still run, in UTC. What was said of yesterday is not of today. */
function spendOf(reading: Reading | null, isBound: boolean, labels: Labels, { now }: MetricClock): readonly LabelledAmount[] {
  if (reading === null) return [];
  return reading.spend
    .filter(({ window, atLeast }) => (atLeast === true) === isBound && window !== 'total' && window !== 'entry')
    .filter(({ window }) => isRunning(window, reading.at, now))
    .flatMap(({ unit, amount, window }) => known({ ...labels, window }, unit, amount));
}

/** From where on a balance or a cap counts as low: the person's own word, so it stands while nothing else is known. */
function thresholdAmounts({ account, snapshot: { reading } }: AccountFacts, labels: Labels): readonly LabelledAmount[] {
  const thresholds = thresholdsOf(account);
  const units = [...(reading?.balances ?? []), ...(reading?.caps ?? [])].map(({ unit }) => unit);
  return [...new Set(units)].flatMap((unit) => known(labels, unit, thresholdOf(unit, thresholds)));
}
