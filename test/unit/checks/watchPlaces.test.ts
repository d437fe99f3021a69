import assert from 'node:assert/strict';
import { placeKey } from '../../../src/core/checks/singleFlight';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { accountOf, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { host, saying } from '../../support/watch';
import { watchWindow } from '../../support/watchWindow';

const work = accountOf();
const elsewhere = accountOf({ origin: 'https://api.example.com' });
const never = new AbortController().signal;
const rich = { ok: true, reading: saying('USD 20', start) } as const;
const poor = { ok: true, reading: saying('USD 4', start) } as const;
const clock = { now: start };

describe('what is known of an account at its place', () => {
  afterEach(removeHistoryFolders);
  it('of another place is not known of this one', async () => {
    const folder = historyFolder();
    const [one, other] = [watchWindow(folder, 'one', clock), watchWindow(folder, 'other', clock)];
    one.shared.accept(elsewhere, poor);
    other.shared.follow([work]);
    assert.deepEqual(other.shown, []);
    const done = other.shared.fetch(work, never, { unlessSince: null });
    await settled();
    other.requests[0]?.answer(rich);
    await done;
    const { place, reading, alerts } = one.store.records().get('work') ?? nothingKnown;
    assert.deepEqual([place, reading, alerts.raised], [placeKey(work), rich.reading, []]);
    for (const { store } of [one, other]) store.close();
  });
  it('a place is its provider, site, origin and where its key is', () => {
    const places = [work, elsewhere, accountOf({ site: 'china' }), accountOf({ provider: 'another' }), accountOf({ keyEnv: 'KEY' })].map(
      placeKey,
    );
    assert.equal(new Set(places).size, places.length);
    assert.equal(placeKey(accountOf({ label: 'Another name', pinnedUnit: 'CNY', refreshMinutes: 5 })), placeKey(work));
  });
  it('without a key nothing is claimed, asked or landed', async () => {
    const error = { kind: 'missingKey', host } as const;
    const keyless = watchWindow(historyFolder(), 'keyless', clock, async () => ({ ok: false, error }));
    assert.deepEqual(await keyless.shared.fetch(work, never, {}), { ok: false, error });
    assert.deepEqual(
      [keyless.requests.length, keyless.landed, keyless.store.records().size, keyless.store.claim('work', 'other', start).kind],
      [0, [], 0, 'claimed'],
    );
    keyless.store.close();
  });
});
