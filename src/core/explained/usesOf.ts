import { micros } from '../money/money';
import { beganAt } from '../usage/beganAt';
import type { GroupCall } from './groupCall';
import type { Use } from './usesInOrder';

/** In a log, and by a person's setting not paid from the account. */
export function isLeftOut({ price }: Pick<GroupCall, 'price'>): boolean {
  return price.kind === 'plan' || price.kind === 'ignored';
}

/** Nothing of what a subscription covers, or of what the person does not want counted: neither took money from the account. */
export function usesOf({ counted: { call }, price, isCertain }: GroupCall): readonly Use[] {
  const time = { since: beganAt(call), at: call.at };
  switch (price.kind) {
    case 'plan':
    case 'ignored':
      return [];
    case 'priced':
      return [{ ...time, kind: 'priced', least: isCertain ? price.least : micros(0), most: price.most }];
    case 'unpriced':
      return [
        { ...time, kind: call.tokens === null && call.kind === 'call' ? 'unmeasured' : 'unpriced', least: micros(0), most: micros(0) },
      ];
  }
}
