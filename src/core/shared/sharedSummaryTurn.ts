import type { SharedOutbox } from './sharedOutbox';
import { takeTurn, type TurnOfOnePorts } from './takeTurn';

export interface SummaryTurnPorts extends TurnOfOnePorts {
  readonly outbox: SharedOutbox;
}

/**
 * Whether this machine posts the summary of a period: of all that have a channel of this name, one does, and that one as often as it is
 * told to. While the database is away, the one that posted last goes on; where that is not known, each posts, since a summary too many
 * does less harm than silence. A machine that may only read cannot say that it posts, so it does not.
 * @param onLeft another machine posts it, by the database's word
 */
export async function sharedSummaryTurn(ports: SummaryTurnPorts, channel: string, period: string, onLeft?: () => void): Promise<boolean> {
  const { link, outbox } = ports;
  const note = `summary ${channel}` as const;
  if (outbox.note(note) === `mine ${period}`) return true;
  const isAway = (await link.open()) !== null;
  if (link.isClosed()) return false;
  if (isAway) return postsAlone(outbox, channel);
  if (!link.canWrite()) return false;
  const isMine = await takeTurn(ports, `summary ${channel} ${period}`);
  if (link.isClosed()) return false;
  if (isMine === null) return postsAlone(outbox, channel);
  outbox.setNote(note, isMine ? `mine ${period}` : 'another');
  if (!isMine) onLeft?.();
  return isMine;
}

/** While the database is away. */
export function postsAlone(outbox: SharedOutbox, channel: string): boolean {
  return outbox.note(`summary ${channel}`)?.startsWith('mine') ?? true;
}
