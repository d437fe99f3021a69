import type { ExplainedSpan } from './explainedAnswer';
import { picoPerYuan, type Pico } from './deepseekPrices';
import { truthBetween } from './truth';
import type { WeekWorld } from './weekWorld';

const fen = picoPerYuan / 100n;
/** Two answers of a balance, each as much as a fen from what is so. */
const ofAnswers = 2n * fen;
const micro = picoPerYuan / 1_000_000n;

/** Where the product says something else than the world knows, one sentence each. */
export function findingsIn(world: WeekWorld, span: ExplainedSpan): readonly string[] {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  const truth = truthBetween(world, from, to);
  const [spent, least, most] = [pico(span.spent), pico(span.explainedMin), pico(span.explainedMax)];
  const ofCalls = BigInt(world.calls.length) * micro + fen / 2n;
  const unexplained = pico(span.unexplainedAtLeast ?? '0');
  const found: string[] = [];
  const hold = (isSo: boolean, otherwise: string): void => {
    if (!isSo) found.push(`${otherwise}: ${JSON.stringify(span)} but ${told(truth)}`);
  };
  hold(spent <= truth.billed + ofAnswers, 'more spent than was billed');
  // A balance that fell tells nothing of what was paid in meanwhile: nobody could say so.
  const isExact = !span.atLeast && truth.paidIn === 0n;
  hold(span.atLeast || spent >= truth.billed - truth.paidIn - ofAnswers, 'less spent than was billed, and not said to be "at least"');
  hold(least <= truth.logged + ofCalls, 'surely explained is more than the logged calls that were billed');
  hold(most >= truth.logged - ofCalls, 'possibly explained is less than the logged calls that were billed');
  hold(least >= truth.surely - ofCalls, 'surely explained misses calls that are surely inside');
  hold(most <= truth.possibly + ofCalls, 'possibly explained holds calls that cannot be inside');
  hold(unexplained <= truth.lost + truth.elsewhere + ofAnswers + ofCalls, 'more in no log than there was');
  hold(!isExact || ((span.logsExceedBy ?? null) === null && span.state !== 'over'), 'logs are said to be more than was spent');
  hold(span.unmeasured >= truth.nameless[0] && span.unmeasured <= truth.nameless[1], 'other calls without tokens');
  hold(span.unpriced === 0, 'calls of other payers are held to be calls without a price');
  hold(span.state !== 'idleSpend' || truth.isIdle, 'idle while a tool was in use');
  const isSettled = to + 70 * 60_000 < world.plan.now;
  hold(!isSettled || span.state !== 'settling', 'settling for too long');
  if (isSettled && isExact && truth.isQuiet && truth.elsewhere > 6n * fen)
    hold(span.state === 'idleSpend', 'not idle while no tool was in use');
  if (isSettled && isExact && truth.elsewhere + truth.lost > truth.possibly - truth.surely + truth.billed / 49n + 3n * fen + ofCalls)
    hold(unexplained > 0n, 'the other machine is missed');
  return found;
}

function pico(decimal: string): Pico {
  const [whole = '0', part = ''] = decimal.split('.');
  return BigInt(whole) * picoPerYuan + BigInt(part.padEnd(12, '0')) * (whole.startsWith('-') ? -1n : 1n);
}

function told(truth: object): string {
  return JSON.stringify(truth, (_, value: unknown) =>
    typeof value === 'bigint' ? (Number(value) / Number(picoPerYuan)).toFixed(6) : value,
  );
}

/** Where what is said of all spans together and of each of them do not fit. */
export function contradictionsIn(spans: readonly ExplainedSpan[], whole: ExplainedSpan): readonly string[] {
  const idle = spans.filter(({ state }) => state === 'idleSpend').reduce((sum, one) => sum + pico(one.unexplainedAtLeast ?? '0'), 0n);
  const missing = pico(whole.unexplainedAtLeast ?? '0');
  const isSaid = whole.state === 'over' || whole.state === 'settling' || idle <= pico(whole.tolerance) || missing >= idle;
  return isSaid ? [] : [`more was spent while no tool was in use than is in no log: ${JSON.stringify(whole)}`];
}
