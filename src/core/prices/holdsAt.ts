import type { EpochMs } from '../time/epoch';

/** From its first moment on, and no longer at its end. */
export function holdsAt({ from, to }: { readonly from: EpochMs | null; readonly to: EpochMs | null }, at: EpochMs): boolean {
  return (from === null || from <= at) && (to === null || at < to);
}
