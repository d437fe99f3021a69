import type { PricedCall } from '../../src/core/prices/pricedCall';
import { noTokens, type Tokens } from '../../src/core/usage/tokens';

/** A call with what a test says of it. */
export function callOf({
  tokens,
  ...call
}: Partial<Omit<PricedCall, 'tokens'>> & { readonly tokens?: Partial<Tokens> | null }): PricedCall {
  return {
    at: Date.UTC(2026, 10, 15, 12),
    provider: null,
    model: null,
    costs: [],
    ...call,
    tokens: tokens === null ? null : { ...noTokens, ...tokens },
  };
}
