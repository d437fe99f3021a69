import { countAt, entriesAt, fieldAt, textAt, timeAt } from './fields';
import { hashText } from './hashText';
import type { LogFile } from './usageReader';

/** What the first line says of its file: of several such lines, those after it are those of sessions that it was forked from. */
export interface CodexSession {
  readonly id: string;
  readonly at: number;
  /** As keys name it, which may be kept. */
  readonly hash: string;
  readonly parent: string | undefined;
  readonly parentHash: string | undefined;
  /** Its counter goes on from that of another file, whether or not what was counted there was copied. */
  readonly continues: boolean;
  /** Lines from here on are its own; undefined: which are is not told. */
  readonly ownFrom: number | undefined;
  readonly provider: string | null;
  readonly project: string | null;
  readonly isSubAgent: boolean;
  /** Of a review that another session asked for. */
  readonly isReview: boolean;
  readonly isKnown: boolean;
}

/** @see https://github.com/openai/codex/blob/3b1fd5b/codex-rs/rollout/src/ordinal.rs */
export function codexSession({ path, first, kept }: LogFile): CodexSession {
  const meta = fieldAt(first(), 'payload');
  const source = fieldAt(meta, 'source', 'subagent') ?? null;
  const spawned = textAt(source, 'thread_spawn', 'parent_thread_id');
  const parent = textAt(meta, 'forked_from_id') ?? textAt(meta, 'parent_thread_id') ?? spawned;
  const id = textAt(meta, 'id') ?? /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i.exec(path)?.[0] ?? path;
  return {
    id,
    at: timeAt(first(), 'timestamp'),
    hash: hashText(id),
    parent,
    parentHash: parent === undefined ? textAt(kept, 'parent') : hashText(parent),
    continues: parent !== undefined || entriesAt(meta, 'history_base')['thread_id'] !== undefined,
    ownFrom: countAt(meta, 'subagent_history_start_ordinal'),
    provider: textAt(meta, 'model_provider') ?? null,
    project: textAt(meta, 'cwd') ?? null,
    isSubAgent: source !== null || /^(subagent|guardian_review)$/.test(textAt(meta, 'thread_source') ?? ''),
    isReview: source === 'review',
    isKnown: [undefined, 'legacy', 'paginated'].includes(textAt(meta, 'history_mode')),
  };
}

/**
 * Until 2026 a fork did not name its parent in its first line, but began with what it copied, as later ones do: the parent's own first
 * line is among that.
 * @see https://github.com/openai/codex/blob/edb4efee49ae9f130636fab25f2e398a931dd987/codex-rs/protocol/src/protocol.rs
 */
export function forkedFrom(session: CodexSession, meta: unknown): CodexSession {
  const parent = textAt(meta, 'id');
  if (parent === undefined || parent === session.id || session.parentHash !== undefined) return session;
  return { ...session, parent, parentHash: hashText(parent) };
}
