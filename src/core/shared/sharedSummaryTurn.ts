import { minuteMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { SharedLink } from './sharedLink';
import type { SharedOutbox } from './sharedOutbox';

export interface SummaryTurnPorts {
  readonly link: SharedLink;
  readonly outbox: SharedOutbox;
  readonly digest: (text: string) => string;
  readonly now: () => EpochMs;
}

/** Long enough to say that it is posted. Others ask once for each period, so one that dies in between leaves a summary out. */
const holdMs = minuteMs;

/**
 * Whether this machine posts the summary of a period: of all that have a channel of this name, one does, and that one as often as it is
 * told to. While the database is away, the one that posted last goes on; where that is not known, each posts, since a summary too many
 * does less harm than silence. A machine that may only read cannot say that it posts, so it does not.
 */
export async function sharedSummaryTurn(
  { link, outbox, digest, now }: SummaryTurnPorts,
  channel: string,
  period: string,
): Promise<boolean> {
  const name = `summary ${channel} ${period}`;
  const id = uuidOf(digest(name));
  const note = `summary ${channel}` as const;
  if (outbox.note(note) === `mine ${period}`) return true;
  const isAway = (await link.open()) !== null;
  if (link.isClosed()) return false;
  if (isAway) return postsAlone(outbox, channel);
  if (!link.canWrite()) return false;
  const put = await link.call((store, signal) => store.putMessages([{ id, account: null, channel: name, body: '', at: now() }], signal));
  const taken = put.ok ? await link.call((store, signal) => store.takeMessages([name], { forMs: holdMs, most: 1 }, signal)) : put;
  if (link.isClosed()) return false;
  if (!taken.ok) return postsAlone(outbox, channel);
  const isMine = taken.value.some((message) => message.id === id);
  outbox.setNote(note, isMine ? `mine ${period}` : 'another');
  if (isMine) await link.call((store, signal) => store.messageDone(id, 'posted', signal));
  return isMine;
}

/** While the database is away. */
export function postsAlone(outbox: SharedOutbox, channel: string): boolean {
  return outbox.note(`summary ${channel}`)?.startsWith('mine') ?? true;
}

/** @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
function uuidOf(hex: string): string {
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20, 32)];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
