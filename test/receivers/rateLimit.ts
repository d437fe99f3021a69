import type { Received } from './receiver';

export interface RateLimit {
  readonly most: number;
  readonly perMs: number;
}

/** How long until the vendor takes one more, in ms; 0 when it takes one now. What it refused counts as well. */
export function waitFor({ earlier, now }: Pick<Received, 'earlier' | 'now'>, limit: RateLimit | null): number {
  if (limit === null) return 0;
  const counted = earlier.filter((at) => at > now - limit.perMs);
  const first = counted[counted.length - limit.most];
  return first === undefined ? 0 : first + limit.perMs - now;
}

/** A header's whole seconds, never too few. */
export function wholeSeconds(ms: number): string {
  return String(Math.ceil(ms / 1000));
}
