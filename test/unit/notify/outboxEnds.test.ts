import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { postClaimMs } from '../../../src/core/checks/postDue';
import type { WatchStore } from '../../../src/core/checks/watchStore';
import type { Message } from '../../../src/core/notify/message';
import { Outbox } from '../../../src/core/notify/outbox';
import type { Failed } from '../../../src/core/notify/outboxPorts';
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
        ['summary'],
      );
      clock.now += 60 * minute;
      const next = boxOn(after, 'next', clock, taken);
      await next.outbox.deliver();
      assert.deepEqual(next.posted, ['alert', 'summary']);
      for (const store of [before, after]) store.close();
    });
  }
});
