import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import type { Message } from '../../../src/core/notify/message';
import { Outbox } from '../../../src/core/notify/outbox';
import type { Channel } from '../../../src/core/notify/postTo';
import { english } from '../../../src/core/text/translate';
import { hour, start } from '../../support/accounts';
import { answering, postedMessage, team } from '../../support/team';
import { hmacSha256 } from '../../../src/node/network/hmacSha256';
import { noMail } from '../../support/noMail';

const messageOf = (title: string): Message => ({ kind: 'alert', title, lines: [], at: start });

/** A channel whose address can be lost. */
function lost(store = memoryWatch(), clock = { now: start }) {
  const gone: number[] = [];
  const posted: string[] = [];
  const givenUp: string[] = [];
  let address: Channel | null = null;
  const outbox = new Outbox({
    hmac: hmacSha256,
    mail: noMail,
    store,
    owner: 'one',
    now: () => clock.now,
    channel: () => Promise.resolve(address),
    t: english,
    send: (request) => {
      posted.push(postedMessage(request).title);
      return Promise.resolve(answering(200));
    },
    onPutOff: () => assert.fail(),
    onGivenUp: ({ title }) => void givenUp.push(title),
    onChannelGone: () => void gone.push(clock.now),
    onFault: (error) => {
      throw error;
    },
  });
  const at = (next: Channel | null): void => {
    address = next;
  };
  return { clock, store, outbox, posted, gone, givenUp, at };
}

describe('a channel that was set, and whose address is gone', () => {
  for (const [how, known] of [
    ['since it was set', false],
    ['since it was posted to', true],
  ] as const) {
    it(`${how}: told once, and what waits is posted when it is back`, async () => {
      const { clock, outbox, posted, gone, givenUp, at } = lost();
      if (known) {
        at(team);
        outbox.add(null, messageOf('before'));
        await outbox.deliver();
        at(null);
      } else outbox.channelSet(null);
      for (const title of ['first', 'second']) {
        outbox.add(null, messageOf(title));
        await outbox.deliver();
        clock.now += hour;
      }
      assert.deepEqual([gone, outbox.state().waiting, outbox.state().isChannelGone], [[start], 2, true]);
      at(team);
      outbox.channelSet(null);
      await outbox.deliver();
      assert.deepEqual([posted.slice(-2), givenUp, outbox.state().isChannelGone], [['first', 'second'], [], false]);
    });
  }
  it('of several windows one tells it; it is told again when it was there in between', async () => {
    const one = lost();
    const other = lost(one.store, one.clock);
    one.outbox.channelSet(null);
    one.outbox.add(null, messageOf('first'));
    for (const { outbox } of [one, other]) await outbox.deliver();
    assert.deepEqual([one.gone.length, other.gone.length], [1, 0]);
    other.at(team);
    await other.outbox.deliver();
    other.at(null);
    one.outbox.add(null, messageOf('second'));
    for (const { outbox } of [one, other]) await outbox.deliver();
    assert.deepEqual([one.gone.length, other.gone.length, other.posted], [1, 1, ['first']], 'not by the window that told it already');
  });
  for (const [what, at] of [
    ['older than a day', start - 25 * hour],
    ['of later than that, as a clock was ahead', start + 25 * hour],
  ] as const) {
    it(`what is ${what} is given up`, async () => {
      const { outbox, givenUp } = lost();
      outbox.channelSet(null);
      for (const title of ['old', 'new']) outbox.add(null, { ...messageOf(title), at: title === 'old' ? at : start });
      await outbox.deliver();
      assert.deepEqual([givenUp, outbox.state().waiting], [['old'], 1]);
    });
  }
  it('and that the person forgets: nothing waits, and nothing is told', async () => {
    const { outbox, gone, givenUp } = lost();
    outbox.channelSet(null);
    outbox.add(null, messageOf('first'));
    outbox.channelForgotten();
    assert.equal(outbox.state().waiting, 0);
    outbox.add(null, messageOf('second'));
    await outbox.deliver();
    assert.deepEqual([outbox.state().waiting, gone, givenUp], [0, [], []]);
  });
  it('and another one that takes its place gets nothing that was for it', () => {
    const { outbox } = lost();
    outbox.channelSet(null);
    outbox.add(null, messageOf('first'));
    outbox.channelSet(team);
    assert.equal(outbox.state().waiting, 0);
  });
  it('and one that was never set: what waits is thrown away', async () => {
    const { outbox, gone } = lost();
    outbox.add(null, messageOf('first'));
    await outbox.deliver();
    assert.deepEqual([outbox.state().waiting, gone], [0, []]);
  });
});
