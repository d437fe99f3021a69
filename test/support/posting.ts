import { givenUpText } from '../../src/cli/watchCommand';
import { memoryWatch } from '../../src/core/checks/memoryWatch';
import type { Message } from '../../src/core/notify/message';
import { Outbox } from '../../src/core/notify/outbox';
import type { SendMail } from '../../src/core/notify/outgoingMail';
import type { Channel } from '../../src/core/notify/postTo';
import type { Send } from '../../src/core/provider/transport';
import { english } from '../../src/core/text/translate';
import { minute } from './accounts';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { noMail } from './noMail';

export interface Posting {
  /** Why it was given up, in the command line's words; null where it was posted. */
  readonly reason: string | null;
  /** How long it waited after each try, in minutes. */
  readonly waited: readonly number[];
}

/** Posts one message until the receiver took it or it was given up, on a clock that goes on to each next try. */
export async function posting(channel: Channel, message: Message, send: Send, mail: SendMail = noMail): Promise<Posting> {
  const { outbox, clock, store, reason } = outboxOf(channel, send, mail);
  const waited: number[] = [];
  outbox.add(null, message);
  for (;;) {
    await outbox.deliver();
    const { dueAt } = store.posts('');
    if (dueAt === null) return { reason: reason(), waited };
    waited.push(Math.round((dueAt - clock.now) / minute));
    clock.now = dueAt;
  }
}

/** The same for a run that ends after so many milliseconds: it waits for nothing that comes later. */
export async function postingFor(ms: number, channel: Channel, message: Message, send: Send): Promise<Posting> {
  const { outbox, clock, reason } = outboxOf(channel, send);
  outbox.add(null, message);
  await outbox.drain(clock.now + ms, (_ms, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)));
  return { reason: reason(), waited: [] };
}

function outboxOf(channel: Channel, send: Send, mail: SendMail = noMail) {
  let reason: string | null = null;
  const [clock, store] = [{ now: Date.now() }, memoryWatch()];
  const outbox = new Outbox({
    hmac: hmacSha256,
    mail,
    store,
    owner: 'one',
    now: () => clock.now,
    channel: () => Promise.resolve(channel),
    send,
    t: english,
    onPutOff: () => undefined,
    onGivenUp: (message, failed) => {
      reason = givenUpText(message, failed);
    },
    onFault: (error) => {
      throw error;
    },
  });
  return { outbox, clock, store, reason: (): string | null => reason };
}
