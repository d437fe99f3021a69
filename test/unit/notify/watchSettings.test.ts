import assert from 'node:assert/strict';
import { named } from '../../support/watch';
import { recordIn } from '../../support/recordIn';
import { editedSettings } from '../../support/editedSettings';

const work = { id: 'work', provider: 'deepseek', label: 'Work', lowBalance: { USD: 5 } };
const home = { id: 'home', provider: 'deepseek', label: 'Home' };
const origin = 'https://api.deepseek.com';

/** What a setting may look like for as long as somebody types in it. */
const edits: readonly (readonly [what: string, setting: unknown])[] = [
  ['emptied', []],
  ['taken out', undefined],
  ['null', null],
  ['an object', {}],
  ['a text', 'work'],
  ['a number', 4],
  ['its entry without a provider', [{ id: 'work' }, home]],
  ['its provider misspelt', [{ ...work, provider: 'deepsee' }, home]],
  ['its provider a link alone', [{ ...work, provider: 'groq' }, home]],
  ['its id emptied', [{ ...work, id: '' }, home]],
  ['its id longer for a moment', [{ ...work, id: 'works' }, home]],
  ['its id with a blank', [{ ...work, id: 'wo rk' }, home]],
  ['a key pasted into its label', [{ ...work, label: `sk-${'0'.repeat(48)}` }, home]],
  ['its threshold a word', [{ ...work, lowBalance: { USD: 'fi' } }, home]],
  ['its threshold a list', [{ ...work, lowBalance: [5] }, home]],
  ['an unknown site', [{ ...work, site: 'glo' }, home]],
  ['half an address', [{ ...work, baseUrl: 'https://' }, home]],
  ['an address without encryption', [{ ...work, baseUrl: 'http://example.org' }, home]],
  ['half a variable', [{ ...work, key: 'env:' }, home]],
  ['no unit', [{ ...work, unit: '' }, home]],
  ['a team that is none', [{ ...work, team: 'x' }, home]],
  ['an estimate that is none', [{ ...work, estimate: {} }, home]],
  ['its entry a text', ['work', home]],
  ['twice, the second elsewhere', [work, home, { ...work, provider: 'moonshot', site: 'china' }]],
  ['before it one of its id that is unusable', [{ ...work, site: 'nowhere' }, work, home]],
  ['the other one broken', [work, { ...home, provider: '' }]],
  ['in another order', [home, work]],
  ['another label', [{ ...work, label: 'Renamed' }, home]],
  ['another place that its key is not for', [{ ...work, baseUrl: 'https://example.org' }, home]],
  ['before it one of its id at another provider', [{ id: 'work', provider: 'openrouter' }, work, home]],
];

describe('settings that are edited for a moment', () => {
  for (const [what, setting] of edits) {
    it(`${what}: nothing of the account is lost, and nothing is told twice`, async () => {
      const window = editedSettings([work, home], (account) => account.origin === origin);
      await window.pass(20);
      window.say('USD 4.40');
      await window.pass(20);
      assert.equal(named(window.told.map(({ alert }) => alert)), 'low USD, low USD', 'of both accounts');
      const before = recordIn(window.store, 'work');
      window.edit(setting);
      await window.pass(40);
      window.edit([work, home]);
      const after = recordIn(window.store, 'work');
      assert.deepEqual(
        [after.alerts, after.place, after.reading?.balances[0]?.available],
        [before.alerts, before.place, before.reading?.balances[0]?.available],
      );
      await window.pass(20);
      assert.equal(window.facts()[0]?.snapshot.reading?.balances[0]?.available, 4_400_000, 'it is shown again');
      assert.equal(window.told.filter(({ alert }) => ['work', 'home'].includes(alert.account)).length, 2, 'nothing was told twice');
      assert.deepEqual(window.notified.length, 2);
      window.say('USD 60');
      await window.pass(20);
      window.say('USD 3');
      await window.pass(20);
      assert.equal(named(window.told.slice(-2).map(({ alert }) => alert)), 'low USD, low USD', 'and the next crossing is told');
    });
  }
  it('with each letter that is typed, back and forth', async () => {
    const window = editedSettings([work, home], (account) => account.origin === origin);
    await window.pass(20);
    window.say('USD 4');
    await window.pass(20);
    for (const length of [4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      window.edit([{ ...work, provider: 'deepseek'.slice(0, length) }, home]);
      await window.pass(2);
    }
    await window.pass(30);
    assert.equal(window.told.length, 2);
    assert.equal(window.asked() <= (2 * (window.clock.now - 1_700_000_000_000)) / 900_000 + 4, true, 'and nothing is asked more often');
  });
});
