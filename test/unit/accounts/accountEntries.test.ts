import assert from 'node:assert/strict';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { generalThresholds, thresholdsFrom } from '../../../src/core/accounts/thresholds';
import { thresholdsOf } from '../../../src/core/views/accountView';
import { accountOf, exact } from '../../support/accounts';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { markedKey, markedPieces } from '../../support/testKeys';

const all = Object.values(providers);
const read = (setting: unknown) => readAccountEntries(setting, all, english);
const good = { id: 'work', provider: 'deepseek' };

function one(entry: object) {
  const { accounts, invalid } = read([entry]);
  assert.deepEqual(invalid, []);
  return accounts[0];
}

describe('readAccountEntries: what is accepted', () => {
  it('an id and a provider are enough', () => {
    assert.deepEqual(one(good), {
      id: 'work',
      provider: 'deepseek',
      label: 'DeepSeek',
      site: 'global',
      origin: 'https://api.deepseek.com',
      lowBalance: {},
    });
  });
  it('label, environment key and thresholds', () => {
    assert.deepEqual(
      one({ ...good, label: '  Work \n\t account ', key: 'env:MY_KEY', lowBalance: { CNY: 30, usd: '2.50', points: 1e3 } }),
      {
        id: 'work',
        provider: 'deepseek',
        label: 'Work account',
        site: 'global',
        origin: 'https://api.deepseek.com',
        keyEnv: 'MY_KEY',
        lowBalance: { CNY: 30_000_000, USD: 2_500_000, points: 1_000_000_000 },
      },
    );
  });
  for (const label of ['', ' ', '\n'])
    it(`a blank label ${JSON.stringify(label)} is the provider's name`, () => assert.equal(one({ ...good, label })?.label, 'DeepSeek'));
  it('a field that is not known yet', () => assert.equal(one({ ...good, interval: 30 })?.id, 'work'));

  // incident 3, incident 4
  const places: readonly (readonly [place: object, site: string, origin: string, what: string])[] = [
    [{}, 'global', 'https://api.moonshot.ai', 'the first site by default'],
    [{ site: 'china' }, 'china', 'https://api.moonshot.cn', 'a site by name'],
    [
      { baseUrl: 'https://api.moonshot.cn/v1' },
      'china',
      'https://api.moonshot.cn',
      'the base URL of another official site means that site',
    ],
    [
      { site: 'china', baseUrl: 'https://api.moonshot.ai' },
      'global',
      'https://api.moonshot.ai',
      'a base URL wins over a site that contradicts it',
    ],
    [
      { site: 'china', baseUrl: 'https://mirror.example.com/v1?x=1' },
      'china',
      'https://mirror.example.com',
      'a mirror keeps the site, and only its origin counts',
    ],
    [{ baseUrl: 'http://127.0.0.1:8080/' }, '', 'http://127.0.0.1:8080', 'plain http on this machine'],
  ];
  for (const [place, site, origin, what] of places) {
    it(what, () => {
      const account = one({ id: 'kimi', provider: 'moonshot', ...place });
      assert.deepEqual([account?.site, account?.origin], [site, origin]);
    });
  }

  for (const setting of [undefined, null, []])
    it(`${JSON.stringify(setting)} is no account and no complaint`, () => assert.deepEqual(read(setting), { accounts: [], invalid: [] }));
});

describe('readAccountEntries: what is refused', () => {
  const rows: readonly (readonly [what: string, entry: unknown, reason: RegExp])[] = [
    ['no object', 'deepseek', /must be an object/],
    ['null', null, /must be an object/],
    ['a list', [], /"id"|must be an object/],
    ['a number', 5, /must be an object/],
    ['no id', { provider: 'deepseek' }, /"id" is required/],
    ['an empty id', { ...good, id: '' }, /"id"/],
    ['an id with a slash', { ...good, id: 'a/b' }, /"id"/],
    ['a number as id', { ...good, id: 5 }, /"id"/],
    ['an id of 65 letters', { ...good, id: 'a'.repeat(65) }, /"id"/],
    ['no provider', { id: 'work' }, /"provider" is required/],
    ['an unknown provider', { ...good, provider: 'nobody' }, /not one that API Balance knows/],
    ['a provider by another case', { ...good, provider: 'DeepSeek' }, /not one that API Balance knows/],
    ['a provider without an endpoint', { ...good, provider: 'groq' }, /Groq has no balance endpoint/],
    ['an unknown site', { ...good, site: 'mars' }, /no site of this name. It has: global/],
    ['a site of every object', { ...good, site: 'constructor' }, /no site/],
    ['a number as site', { ...good, site: 1 }, /"site" has the wrong type/],
    ['http', { ...good, baseUrl: 'http://api.deepseek.com' }, /must use https/],
    ['no address', { ...good, baseUrl: 'api.deepseek.com' }, /must be an address/],
    ['user and password', { ...good, baseUrl: 'https://a:b@api.deepseek.com' }, /user name or password/],
    ['a key in the settings', { ...good, key: markedKey }, /does not belong in settings/],
    ['an environment variable without name', { ...good, key: 'env:' }, /environment variable/],
    ['a list as key', { ...good, key: [markedKey] }, /environment variable/],
    ['an amount that is none', { ...good, lowBalance: { USD: '12,34' } }, /amounts by unit/],
    ['a threshold without unit', { ...good, lowBalance: 5 }, /"lowBalance" has the wrong type/],
    ['true as a threshold', { ...good, lowBalance: { USD: true } }, /"lowBalance"/],
    ['a label that is no text', { ...good, label: 5 }, /"label" must be a name, and not a key/],
  ];
  for (const [what, entry, reason] of rows) {
    it(`${what}, while the others go on working`, () => {
      const { accounts, invalid } = read([{ ...good, id: 'before' }, entry, { ...good, id: 'after' }]);
      assert.deepEqual(
        accounts.map(({ id }) => id),
        ['before', 'after'],
      );
      assert.deepEqual(
        invalid.map(({ position }) => position),
        [2],
      );
      assert.match(invalid[0]?.reasons.join(' ') ?? '', reason);
    });
  }

  it('names every fault of an entry, each once', () => {
    const { invalid } = read([
      { id: '', provider: 5, label: 5, lowBalance: { a: true, b: true } },
      { ...good, baseUrl: 'nowhere', lowBalance: { USD: 'x' } },
    ]);
    assert.deepEqual(
      invalid.map(({ reasons }) => reasons.length),
      [4, 2],
    );
  });
  it('the second of two with one id', () => {
    const { accounts, invalid } = read([good, { ...good, label: 'Second' }]);
    assert.deepEqual(
      [accounts.map(({ label }) => label), invalid],
      [['DeepSeek'], [{ position: 2, id: 'work', reasons: ['The id is used by another account.'] }]],
    );
  });
  for (const setting of [{}, 'deepseek', 5, true])
    it(`${JSON.stringify(setting)} in place of a list`, () => assert.match(read(setting).invalid[0]?.reasons[0] ?? '', /must be a list/));

  // incident 27
  for (const field of ['id', 'provider', 'site', 'baseUrl', 'key', 'lowBalance', 'apiKey']) {
    for (const value of [
      markedKey,
      [markedKey],
      { [markedKey]: markedKey },
      `https://${markedKey}@api.deepseek.com`,
      ` ${markedKey}`,
      `env:${markedKey}`,
    ]) {
      it(`repeats no key that was pasted into "${field}": ${typeof value} ${JSON.stringify(value).length}`, () => {
        const { accounts, invalid } = read([{ ...good, [field]: value }]);
        assert.equal(accounts.length + invalid.length, 1);
        const said = JSON.stringify([accounts, invalid]);
        for (const piece of markedPieces.filter((text) => text.length > 4)) assert.ok(!said.includes(piece), said);
      });
    }
  }
});

describe('thresholdsOf', () => {
  it('reads amounts exactly', () => assert.deepEqual(thresholdsFrom({ USD: 0.1, CNY: '1,234.50' }), { USD: 100_000, CNY: 1_234_500_000 }));
  for (const value of ['', 'NaN', '12,34', Infinity, NaN, 1e300])
    it(`refuses ${JSON.stringify(value)} ${value}`, () => assert.equal(thresholdsFrom({ USD: value }), null));
});

describe('the thresholds of all accounts', () => {
  const general = generalThresholds({ USD: '2.50', EUR: 9, CNY: 'much', '': '4', GBP: null });
  it('are read one by one; what cannot be read is not there', () => assert.deepEqual(general, { USD: 2_500_000, EUR: 9_000_000 }));
  it('are none where the setting is none', () => {
    for (const setting of [undefined, null, 5, 'USD', []]) assert.deepEqual(generalThresholds(setting), {});
  });
  it('count over the defaults and under what an account says itself', () => {
    const account = { ...accountOf({ lowBalance: { USD: exact('7') } }), generalLowBalance: { USD: exact('2'), EUR: exact('9') } };
    assert.deepEqual(thresholdsOf(account), { USD: exact('7'), EUR: exact('9'), CNY: exact('30') });
  });
});
