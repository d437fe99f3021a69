import assert from 'node:assert/strict';
import { placeKey } from '../../../src/core/checks/placeKey';
import { neverChecked } from '../../../src/core/model/snapshot';
import { accountOf, start } from '../../support/accounts';
import { recordIn } from '../../support/recordIn';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { host, saying } from '../../support/watch';
import { watchWindow } from '../../support/watchWindow';
import { idOf, originAt } from '../../support/ids';

const work = accountOf();
const elsewhere = accountOf({ origin: originAt('https://api.example.com') });
const never = new AbortController().signal;
const rich = { ok: true, reading: saying('USD 20', start) } as const;
const poor = { ok: true, reading: saying('USD 4', start) } as const;
const clock = { now: start };

describe('what is known of an account at its place', () => {
  afterEach(removeHistoryFolders);
  it('of another place is not known of this one', async () => {
    const folder = historyFolder();
    const [one, other] = [watchWindow(folder, 'one', clock), watchWindow(folder, 'other', clock)];
    one.checks.accept(elsewhere, poor);
    other.checks.follow();
    assert.deepEqual([other.checks.snapshot(work), other.checks.snapshot(elsewhere).reading], [neverChecked, poor.reading]);
    const done = other.checks.check([work], never, { unlessSince: null });
    await settled();
    other.requests[0]?.answer(rich);
    await done;
    const { place, reading, alerts } = recordIn(one.store, 'work');
    assert.deepEqual([place, reading, alerts.raised], [placeKey(work), rich.reading, []]);
    for (const { store } of [one, other]) store.close();
  });
  for (const [what, moved, keyMark] of [
    ['another address', elsewhere, 'old'],
    ['another key of its variable or file', work, 'new'],
  ] as const) {
    it(`what was still to be told of it ends with ${what}, and what is told since does not`, async () => {
      let mark = 'old';
      const fetches = [rich, poor, rich, { ok: true, reading: saying('USD 3', start) } as const];
      const { store, checks } = watchWindow(historyFolder(), 'window', clock, {
        prepare: async () => ({ ok: true, keyMark: mark, fetch: async () => fetches.shift() ?? assert.fail('asked too often') }),
        postsOf: (_account, { reading }) => [{ channel: '', body: String(reading?.balances[0]?.available) }],
      });
      const told = (): unknown => [store.pendingAlerts().map(({ alert }) => alert.amount), store.posts('').count];
      for (let round = 0; round < 2; round += 1) await checks.check([work], never);
      assert.deepEqual(told(), [[4_000_000], 1]);
      mark = keyMark;
      await checks.check([moved], never);
      assert.deepEqual(told(), [[], 0]);
      await checks.check([moved], never);
      assert.deepEqual([told(), store.claimPost('window', '', start)?.body], [[[3_000_000], 1], '3000000']);
      store.close();
    });
  }
  it('a place is its provider, site, origin and where its key is', () => {
    const places = [work, elsewhere, accountOf({ site: 'china' }), accountOf({ provider: 'another' }), accountOf({ keyEnv: 'KEY' })].map(
      placeKey,
    );
    assert.equal(new Set(places).size, places.length);
    assert.equal(placeKey(accountOf({ label: 'Another name', pinnedUnit: 'CNY', refreshMinutes: 5 })), placeKey(work));
  });
  it('without a key nothing is claimed, asked or committed', async () => {
    const error = { kind: 'missingKey', host } as const;
    const keyless = watchWindow(historyFolder(), 'keyless', clock, { prepare: async () => ({ ok: false, error }) });
    await keyless.checks.check([work], never);
    assert.deepEqual([keyless.checks.snapshot(work).error, keyless.checks.snapshot(elsewhere).error], [error, null]);
    assert.deepEqual(
      [
        keyless.requests.length,
        keyless.committed,
        keyless.store.changes(null).records.size,
        keyless.store.claim(idOf('work'), 'other', start).kind,
      ],
      [0, [], 0, 'claimed'],
    );
    keyless.store.close();
  });
});
