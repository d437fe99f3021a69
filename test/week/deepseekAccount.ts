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
  const isRoundedDown = random.isTrue(0.5);
  const shown = (amount: Pico): bigint => (isRoundedDown ? amount : amount + fen / 2n) / fen;
  const answerAt = (at: number): Answer => {
    const billed = calls.reduce((sum, call) => (call.billedAt <= at ? sum + call.cost : sum), 0n);
    const paidIn = plan.topUps.reduce((sum, topUp) => (topUp.at <= at ? sum + BigInt(topUp.yuan) * picoPerYuan : sum), 0n);
    const total = shown(opening + granted + paidIn - billed);
    const ofGrant = billed >= granted ? 0n : shown(granted - billed);
    return { at, total: fenText(total), granted: fenText(ofGrant), paid: fenText(total - ofGrant) };
  };
  return { answerAt };
}

function fenText(count: bigint): string {
  return `${count / 100n}.${String(count % 100n).padStart(2, '0')}`;
}
