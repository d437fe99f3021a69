import { micros } from '../money/money';
import type { GroupCall } from './groupCall';
import type { Use } from './usesInOrder';

/** Nothing of what a subscription covers, or of what the person does not want counted: neither took money from the account. */
export function usesOf({ counted: { call }, price, isCertain }: GroupCall, mayBePaidElsewhere: boolean): readonly Use[] {
  switch (price.kind) {
    case 'plan':
    case 'ignored':
      return [];
    case 'priced':
      return [{ at: call.at, kind: 'priced', least: mayBePaidElsewhere || !isCertain ? micros(0) : price.least, most: price.most }];
    case 'unpriced':
      return [
        { at: call.at, kind: call.tokens === null && call.kind === 'call' ? 'unmeasured' : 'unpriced', least: micros(0), most: micros(0) },
      ];
  }
}
