import type { OutcomeKind } from '../history/outcomeInterval';
import type { Outcome } from '../model/outcome';
import { isPaymentRequired, ownFault, type ProviderErrorKind } from '../model/providerError';

/** What one machine's network or key meets: another one may well be answered. */
const ofOneMachine: ReadonlySet<ProviderErrorKind> = new Set([
  'missingKey',
  'unauthorized',
  'forbidden',
  'insufficientScope',
  'originRefused',
  'unreachable',
  'timeout',
  'proxyOrTls',
]);

/** Whether what a machine was told is so for all: else the others have not been answered, and ask for themselves. */
export function isOfTheAccount(outcome: Outcome): boolean {
  if (outcome.ok || isPaymentRequired(outcome.error)) return true;
  return isKindOfTheAccount(outcome.error.kind) && outcome.error.field !== ownFault('').field;
}

export function isKindOfTheAccount(kind: OutcomeKind): boolean {
  return kind === 'answered' || !ofOneMachine.has(kind);
}
