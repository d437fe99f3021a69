import type { Reading } from './reading';
import type { ProviderError } from './providerError';

/** What a check gave. */
export type Outcome = { readonly ok: true; readonly reading: Reading } | { readonly ok: false; readonly error: ProviderError };

/** One endpoint's validated answer. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ProviderError };
