import type { EpochMs } from '../time/epoch';

/** Why there is no number. A closed set: each kind has one sentence and one action in `errorText`. */
export const errorKinds = [
  'missingKey',
  'unauthorized',
  'forbidden',
  'insufficientScope',
  'notReported',
  'notSupported',
  'rateLimited',
  'unreachable',
  'timeout',
  'proxyOrTls',
  'serverError',
  'retired',
  'unexpectedResponse',
  'originRefused',
] as const;

export type ProviderErrorKind = (typeof errorKinds)[number];

/**
 * A failure as a value. It carries nothing a provider wrote: bodies echo keys
 * (DeepSeek's 401 repeats the last four characters), so no text of theirs can reach a log or a screen.
 */
export interface ProviderError {
  readonly kind: ProviderErrorKind;
  readonly host: string;
  readonly status?: number;
  /** Not before this time, as the provider asked. */
  readonly retryAt?: EpochMs;
  /** Our own name of the field that could not be read, never its content. */
  readonly field?: string;
  /** What this provider's file has to add, in a plain English sentence of our own. */
  readonly hint?: string;
  /** Refused for lack of money or quota, where the status does not say so. */
  readonly usedUp?: true;
  /** A path of the person's base URL that is not used. */
  readonly droppedPath?: string;
}

/** Something was thrown on our side while an account was asked. It fails like any other, and is not asked again at once. */
export function ownFault(host: string): ProviderError {
  return { kind: 'unexpectedResponse', host, field: 'a fault of API Balance itself' };
}

/** The `field` of a `notSupported` that a signed request could get. */
export const signature = 'signature';

/** The `field` of a `notReported` whose answer holds an amount of money, and nothing that says of which. */
export const currencyField = 'currency';

/** Refused for lack of money: the provider says so without naming an amount. */
export function isPaymentRequired(error: ProviderError | null): boolean {
  return error?.status === 402 || error?.usedUp === true;
}

/** The provider answered; there is just no number in it that can be believed. Every other kind is a check that failed. */
export function isUnknown(kind: ProviderErrorKind): boolean {
  return kind === 'notReported' || kind === 'notSupported' || kind === 'unexpectedResponse' || kind === 'insufficientScope';
}
