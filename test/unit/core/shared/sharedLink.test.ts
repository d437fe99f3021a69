import assert from 'node:assert/strict';
import type { SharedAnswer } from '../../../../src/core/shared/sharedFault';
import { sharedLink, type SharedStanding } from '../../../../src/core/shared/sharedLink';
import type { Opened } from '../../../../src/core/shared/sharedStore';
import { start } from '../../../support/accounts';
import { sharedStoreOf } from '../../../support/sharedStoreOf';

const second = 1000;
const unreachable = { ok: false, fault: { kind: 'unreachable' } } as const;
const well = { ok: true, value: { canWrite: true } } as const;

function link(answers: SharedAnswer<Opened>[]) {
  const clock = { now: start };
  const standings: SharedStanding[] = [];
  let opened = 0;
  let closed = 0;
  const store = sharedStoreOf({
    open: async () => {
      opened += 1;
      return answers.shift() ?? well;
    },
    close: () => void (closed += 1),
  });
  const made = sharedLink({ store: async () => store, now: () => clock.now, onStanding: (standing) => void standings.push(standing) });
  return { link: made, clock, standings, opened: () => opened, closed: () => closed };
}

describe('the way to a shared history', () => {
  it('is tried ever more seldom, up to five minutes, and whatever a clock does', async () => {
    const { link: one, clock, opened } = link(Array.from({ length: 30 }, () => unreachable));
    const waits: number[] = [];
    let last = clock.now;
    for (let count = 1; count < 9; count += 1) {
      while (opened() < count) {
        clock.now += second;
        await one.open();
      }
      waits.push((clock.now - last) / second);
      last = clock.now;
    }
    assert.deepEqual(waits, [1, 15, 30, 60, 120, 240, 300, 300]);
    clock.now -= 86_400 * second;
    await one.open();
    assert.equal(opened(), 9, 'a clock that was set back');
  });

  it('is asked nothing while the database is away, and says each change once', async () => {
    const { link: one, clock, standings } = link([well, unreachable]);
    const round = async (fault = one.open()): Promise<void> => one.roundOver(await fault);
    await round();
    await round();
    const asked: string[] = [];
    const call = () => one.call(async () => (asked.push('asked'), unreachable));
    assert.deepEqual(await Promise.all([call(), call()]), [unreachable, unreachable]);
    assert.deepEqual(await call(), unreachable);
    assert.equal(asked.length, 2);
    for (let turn = 0; turn < 3; turn += 1) await round();
    clock.now += 15 * second;
    await round();
    clock.now += 30 * second;
    await round();
    assert.deepEqual(
      standings.map(({ kind }) => kind),
      ['open', 'away', 'open'],
    );
  });

  it('opens once for all who want it at once', async () => {
    const { link: one, opened } = link([]);
    assert.deepEqual(await Promise.all([one.open(), one.open(), one.open()]), [null, null, null]);
    assert.equal(opened(), 1);
  });

  it('once closed asks nothing, tells nothing, and ends what is under way', async () => {
    const { link: one, standings, closed } = link([]);
    one.roundOver(await one.open());
    const call = one.call(
      (_store, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
        }),
    );
    one.close();
    assert.deepEqual([await call, await one.open()], [unreachable, null]);
    one.roundOver({ kind: 'unreachable' });
    assert.deepEqual([standings.length, closed()], [1, 1]);
  });

  it('that is called off by its caller rejects, and is no fault of the database', async () => {
    const { link: one } = link([]);
    await one.open();
    const over = new AbortController();
    const call = one.call((_store, signal) => Promise.reject(signal.aborted ? new Error('called off') : new Error('not yet')), over.signal);
    over.abort();
    await assert.rejects(call);
    assert.equal(await one.open(), null);
  });
});
