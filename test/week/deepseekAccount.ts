import { Random } from '../simulation/random';
import { picoPerYuan, type Pico } from './deepseekPrices';
import type { WeekWorld } from './weekWorld';

/** As DeepSeek answers: decimal text with two places. @see https://api-docs.deepseek.com/zh-cn/api/get-user-balance */
export interface Answer {
  readonly at: number;
  readonly total: string;
  readonly granted: string;
  readonly paid: string;
}

const fen = picoPerYuan / 100n;

/** What went and came, and what DeepSeek says is left; the grant goes first, as its page on prices says. */
export function deepseekAccount({ plan, calls, seed }: WeekWorld): { readonly answerAt: (at: number) => Answer } {
  const random = new Random(seed);
  const granted = random.isTrue(0.5) ? BigInt(random.between(1, 20)) * picoPerYuan : 0n;
  const spent = calls.reduce((sum, { cost }) => sum + cost, 0n);
  const opening = spent + BigInt(random.between(1, 5_000)) * fen;
  const billedBy = (at: number): Pico => calls.reduce((sum, call) => (call.billedAt <= at ? sum + call.cost : sum), 0n);
  const isRoundedDown = random.isTrue(0.5);
  const shown = (amount: Pico): bigint => (isRoundedDown ? amount : amount + fen / 2n) / fen;
  // What is left of a grant when its time is over is gone, and nobody spent it.
  const [first = 0, last = 0] = [plan.readings[0], plan.readings.at(-1)];
  const ends = random.isTrue(0.5) ? random.between(first, last) : Infinity;
  const lost = ends === Infinity ? 0n : max(granted - billedBy(ends), 0n);
  const answerAt = (at: number): Answer => {
    const billed = billedBy(at);
    const paidIn = plan.topUps.reduce((sum, topUp) => (topUp.at <= at ? sum + BigInt(topUp.yuan) * picoPerYuan : sum), 0n);
    const total = shown(opening + granted + paidIn - billed - (at >= ends ? lost : 0n));
    const ofGrant = at >= ends ? 0n : shown(max(granted - billed, 0n));
    return { at, total: fenText(total), granted: fenText(ofGrant), paid: fenText(total - ofGrant) };
  };
  return { answerAt };
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function fenText(count: bigint): string {
  return `${count / 100n}.${String(count % 100n).padStart(2, '0')}`;
}
