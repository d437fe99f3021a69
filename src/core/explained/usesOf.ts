import { micros } from '../money/money';
import { beganAt } from '../usage/beganAt';
import type { GroupCall } from './groupCall';
import type { Use } from './usesInOrder';

/** Nothing of what a subscription covers, or of what the person does not want counted: neither took money from the account. */
export function usesOf({ counted: { call }, price, isCertain }: GroupCall, mayBePaidElsewhere: boolean): readonly Use[] {
  const time = { since: beganAt(call), at: call.at };
  switch (price.kind) {
    case 'plan':
    case 'ignored':
      return [];
    case 'priced':
      return [{ ...time, kind: 'priced', least: mayBePaidElsewhere || !isCertain ? micros(0) : price.least, most: price.most }];
    case 'unpriced':
      return [
        { ...time, kind: call.tokens === null && call.kind === 'call' ? 'unmeasured' : 'unpriced', least: micros(0), most: micros(0) },
      ];
  }
}
