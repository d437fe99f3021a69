import type { CodexSession } from './codexSession';
import { notedVector, type CountVector } from './countVector';
import { fieldAt, listAt, textAt, timeAt } from './fields';

/** What is noted of a Codex session between two looks: counts, names of models and hashes alone. */
export interface CodexNoted {
  readonly total: CountVector | null;
  /**
   * What the counter had come to before it was last set back. It stays known: a review has a counter of its own, and when it is over,
   * however many responses later, that of the session goes on from here.
   */
  readonly before: CountVector | null;
  /** A review is under way. */
  readonly reviews: boolean;
  readonly seen: readonly unknown[];
  /** Responses that were recorded and are not in the counter yet. */
  readonly recorded: readonly CodexRecorded[];
  /** What was last counted by the counter alone. */
  readonly counted: CountVector | null;
  readonly burst: number | null;
  readonly model: string | null;
  readonly provider: string | null;
  readonly tier: string | null;
}

interface CodexRecorded {
  readonly hash: string;
  readonly counts: CountVector;
}

export function codexNoted({ at, provider }: CodexSession, kept: unknown): CodexNoted {
  return {
    total: notedVector(kept, 'total'),
    before: notedVector(kept, 'before'),
    reviews: fieldAt(kept, 'reviews') === true,
    seen: listAt(kept, 'seen'),
    recorded: listAt(kept, 'recorded').flatMap((one) => {
      const [hash, counts] = [textAt(one, 'hash'), notedVector(one, 'counts')];
      return hash === undefined || counts === null ? [] : [{ hash, counts }];
    }),
    counted: notedVector(kept, 'counted'),
    burst: kept === undefined ? at : timeAt(kept, 'burst') || null,
    model: textAt(kept, 'model') ?? null,
    provider: textAt(kept, 'provider') ?? provider,
    tier: textAt(kept, 'tier') ?? null,
  };
}
