import { minuteMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { SharedLink } from './sharedLink';

export interface TurnOfOnePorts {
  readonly link: SharedLink;
  readonly digest: (text: string) => string;
  readonly now: () => EpochMs;
}

/** Long enough to say that it is done. Others ask once, so one that dies in between leaves it out. */
const holdMs = minuteMs;

/** Whether this machine is the one that does what has this name, of all that would. Null: the database cannot be asked just now. */
export async function takeTurn({ link, digest, now }: TurnOfOnePorts, name: string): Promise<boolean | null> {
  // A role that may only read is refused, and a refusal looks as if the database were away.
  if (!link.canWrite()) return null;
  const text = digest(name);
  const id = uuidOf(text);
  // The name is of any length, and the column is not.
  const channel = `turn ${text}`;
  const put = await link.call((store, signal) => store.putMessages([{ id, account: null, channel, body: '', at: now() }], signal));
  if (!put.ok) return null;
  const taken = await link.call((store, signal) => store.takeMessages([channel], { forMs: holdMs, most: 1 }, signal));
  if (!taken.ok) return null;
  const isMine = taken.value.some((message) => message.id === id);
  if (isMine) await link.call((store, signal) => store.messageDone(id, 'posted', signal));
  return isMine;
}

/** @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
function uuidOf(hex: string): string {
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20, 32)];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
