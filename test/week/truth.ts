import { costsNear, picoPerYuan, type Pico } from './deepseekPrices';
import type { BilledCall, WeekWorld } from './weekWorld';

/** What really happened between two times, by what DeepSeek billed then. */
export interface Truth {
  /** By all, whoever called. */
  readonly billed: Pico;
  /** Of it, by calls whose tokens are in a log here. */
  readonly logged: Pico;
  /** Of it, by calls of this machine of which no log has the tokens. */
  readonly lost: Pico;
  /** Of it, by the other machine. */
  readonly elsewhere: Pico;
  /** Sums of logged calls that surely, and that possibly, were billed then, at the least and at the most price. */
  readonly surely: Pico;
  readonly possibly: Pico;
  /** Calls that a log tells of without their tokens: at least and at most. */
  readonly nameless: readonly [number, number];
  /** Whether any tool here made a call that its log tells of, or may have. */
  readonly isQuiet: boolean;
  readonly isIdle: boolean;
  /** What was paid in meanwhile, so that the balance fell by less. */
  readonly paidIn: Pico;
}

const slackMs = 60 * 60_000;
/** For how long a call may go on, as far as a log tells. */
const longestMs = 30 * 60_000;
const marginMs = 10 * 60_000;

export function truthBetween({ plan, calls, planCalls }: WeekWorld, from: number, to: number): Truth {
  const sum = (some: readonly BilledCall[]): Pico => some.reduce((all, { cost }) => all + cost, 0n);
  const billed = calls.filter(({ billedAt }) => billedAt > from && billedAt <= to);
  const here = calls.filter(({ where }) => where === 'here');
  const isSure = ({ at, end }: BilledCall): boolean => at >= from + marginMs && end <= to - slackMs - marginMs;
  const isPossible = ({ at, end }: BilledCall): boolean => end >= from - slackMs - marginMs && at <= to + marginMs;
  const priced = (some: readonly BilledCall[], which: 0 | 1): Pico =>
    some
      .filter(({ logged }) => logged === 'tokens')
      .reduce((all, { model, tokens, searches, at }) => all + costsNear(model, tokens, searches, at)[which], 0n);
  const isNameless = ({ logged }: BilledCall): boolean => logged === 'call';
  const topUps = plan.topUps.filter(({ at }) => at > from && at <= to);
  const told = [...here.filter(({ logged }) => logged !== 'nothing'), ...planCalls];
  return {
    billed: sum(billed),
    logged: sum(billed.filter(({ logged }) => logged === 'tokens')),
    lost: sum(billed.filter(({ where, logged }) => where === 'here' && logged !== 'tokens')),
    elsewhere: sum(billed.filter(({ where }) => where === 'there')),
    surely: priced(here.filter(isSure), 0),
    possibly: priced(here.filter(isPossible), 1),
    nameless: [here.filter(isNameless).filter(isSure).length, here.filter(isNameless).filter(isPossible).length],
    isQuiet: !told.some(({ at, end }) => end >= from - longestMs - slackMs && at <= to + marginMs),
    paidIn: topUps.reduce((all, { yuan }) => all + BigInt(yuan) * picoPerYuan, 0n),
    isIdle: !told.some(({ at, end }) => at >= from && end <= to),
  };
}
