import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { postClaimMs } from '../../../src/core/checks/postDue';
import type { WatchStore } from '../../../src/core/checks/watchStore';
import type { Message } from '../../../src/core/notify/message';
import { Outbox } from '../../../src/core/notify/outbox';
import type { Failed } from '../../../src/core/notify/outboxPorts';
import { givenUpText } from '../../../src/cli/watchCommand';
import { deliveryText } from '../../../src/core/notify/deliveryText';
import type { Exchange } from '../../../src/core/provider/transport';
import { english } from '../../../src/core/text/translate';
import { hmacSha256 } from '../../../src/node/network/hmacSha256';
import { minute, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { answering, postedMessage, team } from '../../support/team';
import { storeOf } from '../../support/watchWindow';
import { noMail } from '../../support/noMail';

const messageOf = (kind: Message['kind'], title: string): Message => ({ kind, title, lines: [], at: start });
const overAtOnce = (_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('over'))));

function boxOn(store: WatchStore, owner: string, clock: { now: number }, answer: () => Promise<Exchange>) {
  const [posted, givenUp, tried]: [string[], [string, Failed | null][], string[]] = [[], [], []];
  const outbox = new Outbox({
    hmac: hmacSha256,
    mail: noMail,
    store,
    owner,
    now: () => clock.now,
    keepsAlerts: () => true,
    postsUnsure: false,
    channel: () => Promise.resolve(team),
    t: english,
    send: (request) => {
      posted.push(postedMessage(request).title);
      return answer();
    },
    onTried: ({ title }, { kind }) => void tried.push(`${title}: ${kind}`),
    onPutOff: () => undefined,
    onGivenUp: ({ title }, failed) => void givenUp.push([title, failed]),
    onFault: (error) => {
      throw error;
    },
  });
  return { outbox, posted, givenUp, tried };
}

const never = (): Promise<Exchange> => new Promise(() => undefined);
const taken = (): Promise<Exchange> => Promise.resolve(answering(200));
const busy = (): Promise<Exchange> => Promise.resolve(answering(503));

describe('a program that ends with messages on their way', () => {
  const stores: readonly (readonly [what: string, open: () => readonly [WatchStore, WatchStore]])[] = [
    [
      'in memory',
      () => {
        const store = memoryWatch();
        return [store, store];
      },
    ],
    [
      'on disk',
      () => {
        const folder = historyFolder();
        return [storeOf(folder), storeOf(folder)];
      },
    ],
  ];
  afterEach(removeHistoryFolders);

  for (const [what, open] of stores) {
    it(`${what}: what may have arrived is not posted a second time, and that is told`, async () => {
      const clock = { now: start };
      const [before, after] = open();
      const dead = boxOn(before, 'dead', clock, never);
      for (const title of ['first', 'second']) dead.outbox.add(null, messageOf('alert', title));
      void dead.outbox.deliver();
      await settled();
      clock.now += postClaimMs;
      const next = boxOn(after, 'next', clock, taken);
      await next.outbox.deliver();
      assert.deepEqual([dead.posted, next.posted, next.tried], [['first'], ['second'], ['second: posted']]);
      const [[title, failed] = ['', null]] = next.givenUp;
      assert.equal(title, 'first');
      assert.ok(failed);
      assert.match(
        deliveryText(failed, 'team', 'configuration', english),
        /ended while a message to team was on its way.*not posted again/,
      );
      for (const store of [before, after]) store.close();
    });

    it(`${what}: what was tried and answered is tried again`, async () => {
      const clock = { now: start };
      const [before, after] = open();
      const first = boxOn(before, 'first', clock, busy);
      first.outbox.add(null, messageOf('alert', 'low'));
      await first.outbox.deliver();
      clock.now += minute;
      const next = boxOn(after, 'next', clock, taken);
      await next.outbox.deliver();
      assert.deepEqual([first.tried, next.tried, next.givenUp], [['low: later'], ['low: posted'], []]);
      for (const store of [before, after]) store.close();
    });

    it(`${what}: at the end of a run an alert waits for the next one, a summary does not`, async () => {
      const clock = { now: start };
      const [before, after] = open();
      const run = boxOn(before, 'run', clock, busy);
      for (const kind of ['summary', 'alert', 'summary'] as const) run.outbox.add(null, messageOf(kind, kind));
      await run.outbox.drain(clock.now + 1000, overAtOnce);
      assert.deepEqual(
        run.givenUp.map(([title]) => title),
        ['summary', 'summary'],
      );
      clock.now += 60 * minute;
      const next = boxOn(after, 'next', clock, taken);
      await next.outbox.deliver();
      assert.deepEqual(next.posted, ['alert']);
      for (const store of [before, after]) store.close();
    });

    it(`${what}: a receiver that asked to be left alone is, by the next run as well, whatever that wants to post`, async () => {
      const clock = { now: start };
      const [before, after] = open();
      const run = boxOn(before, 'run', clock, () => Promise.resolve(answering(429, '3600')));
      run.outbox.add(null, messageOf('summary', 'first'));
      await run.outbox.drain(clock.now + minute, overAtOnce);
      clock.now += 30 * minute;
      const next = boxOn(after, 'next', clock, taken);
      next.outbox.add(null, messageOf('summary', 'second'));
      await next.outbox.drain(clock.now + minute, overAtOnce);
      assert.deepEqual([run.posted, next.posted], [['first'], []]);
      const texts = [...run.givenUp, ...next.givenUp].map(([title, failed]) => givenUpText(messageOf('summary', title), failed, 'team'));
      assert.deepEqual(texts, [
        'Channel team takes no messages now (HTTP 429), so nothing was posted. Too many messages were posted there. ' +
          'Channel team asks to wait until 2023-11-14 23:13 UTC. It said: first',
        'Channel team asks to wait until 2023-11-14 23:13 UTC, so this message is not posted. It said: second',
      ]);
      clock.now = start + 60 * minute;
      const last = boxOn(after, 'last', clock, taken);
      last.outbox.add(null, messageOf('summary', 'third'));
      await last.outbox.drain(clock.now + minute, overAtOnce);
      assert.deepEqual(last.posted, ['third']);
      for (const store of [before, after]) store.close();
    });

    it(`${what}: what a clock that was ahead was told to wait for is over`, async () => {
      const clock = { now: start + 1000 * minute };
      const [before, after] = open();
      const ahead = boxOn(before, 'ahead', clock, () => Promise.resolve(answering(429, '600')));
      ahead.outbox.add(null, messageOf('summary', 'first'));
      await ahead.outbox.drain(clock.now + minute, overAtOnce);
      clock.now = start;
      const next = boxOn(after, 'next', clock, taken);
      next.outbox.add(null, messageOf('summary', 'second'));
      await next.outbox.deliver();
      assert.deepEqual(next.posted, ['second']);
      for (const store of [before, after]) store.close();
    });
  }

  it('what was sent and never answered is not posted again, and that is told; what was not sent is tried again', async () => {
    const clock = { now: start };
    const store = memoryWatch();
    const silent = boxOn(store, 'silent', clock, () => Promise.resolve({ ok: false, kind: 'timeout', isUnsure: true }));
    silent.outbox.add(null, messageOf('alert', 'low'));
    await silent.outbox.deliver();
    const [[, failed] = ['', null]] = silent.givenUp;
    assert.ok(failed);
    assert.match(
      deliveryText(failed, 'team', 'configuration', english),
      /team did not answer after a message was sent\. It may have arrived/,
    );
    const away = boxOn(store, 'away', clock, () => Promise.resolve({ ok: false, kind: 'unreachable' }));
    away.outbox.add(null, messageOf('alert', 'low'));
    await away.outbox.deliver();
    assert.deepEqual([silent.tried, away.tried, away.givenUp, store.posts('').count], [['low: refused'], ['low: later'], [], 1]);
  });
});
