import * as z from 'zod';
import { isAnswer, type SpendWindow } from '../core/ledger/ledgerDays';
import { toDecimal, unit as unitOf } from '../core/money/money';
import { boundOf } from '../core/statement/statementFile';
import { boundText } from '../core/views/ledgerText';
import { english } from '../core/text/translate';
import { plainName } from './plainName';

const boundNames = ['exact', 'atLeast', 'atMost', 'about'] as const;

/** An amount that may be a bound, or not known at all: that nothing or more was spent is no answer. */
export const boundedShape = z.strictObject({
  amount: z.string().nullable().describe('An exact decimal; null where it is not known'),
  bound: z.enum(boundNames).describe('What the amount is: exact, the least, the most, or both uncertain'),
});

export type Bounded = z.infer<typeof boundedShape>;

export function bounded(window: SpendWindow, unit: string): Bounded {
  return isAnswer(window)
    ? { amount: toDecimal(window.amount, unitOf(unit)), bound: boundOf(window) ?? 'exact' }
    : { amount: null, bound: 'atLeast' };
}

/** `at least 1.20 USD`, `not known` */
export function boundedText({ amount, bound }: Bounded, unit: string): string {
  if (amount === null) return 'not known';
  const bounds = { atLeast: bound === 'atLeast' || bound === 'about', atMost: bound === 'atMost' || bound === 'about' };
  return boundText(bounds, `${amount} ${plainName(unit)}`, english);
}
