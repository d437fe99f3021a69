import type { SharedStore } from '../../src/core/shared/sharedStore';

/** A store of which a test needs a part. */
export function sharedStoreOf(parts: Partial<SharedStore>): SharedStore {
  const unasked = (): never => {
    throw new Error('Nobody is to ask that here');
  };
  return {
    open: unasked,
    handOn: unasked,
    isKept: unasked,
    entriesSince: unasked,
    claim: unasked,
    keep: unasked,
    release: unasked,
    records: unasked,
    putMessages: unasked,
    takeMessages: unasked,
    messageDone: unasked,
    machines: unasked,
    seen: unasked,
    close: unasked,
    ...parts,
  };
}
