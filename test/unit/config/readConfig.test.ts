import assert from 'node:assert/strict';
import { readConfig, type ReadConfig } from '../../../src/core/config/readConfig';
import * as providers from '../../../src/providers';
import { exact } from '../../support/accounts';
import { kinds } from '../../support/channels';
import { keysOf, makers } from '../../support/keyShapesOfMakers';

const read = (text: string): ReadConfig => readConfig(text, { providers: Object.values(providers), kinds });
const reasons = (text: string): readonly string[] => {
  const config = read(text);
  return config.ok ? [] : config.reasons;
};
const account = '{ "id": "claude", "provider": "anthropic" }';

describe('a configuration', () => {
  it('with everything in it, comments and a comma too many, is read', () => {
    const config = read(`{
      // The team's accounts.
      "accounts": [
        { "id": "kimi", "provider": "moonshot", "site": "global", "label": "Kimi", "key": "env:KIMI_KEY", "lowBalance": { "USD": 5 } },
        { "id": "own", "provider": "custom", "key": "file:/run/secrets/own", "secrets": { "userId": "env:USER_ID" },
          "definition": { "url": "https://api.example.com/balance", "amount": "/left", "unit": "USD" } },
      ],
      "lowBalance": { "USD": "2.50" },
      "channels": [
        { "id": "team", "url": "env:TEAM_HOOK" },
        { "id": "night", "kind": "feishu", "url": "file:/run/secrets/feishu", "secret": "env:FEISHU_SECRET", "keyword": "余额", "posts": ["alerts"] },
      ],
      "log": "/var/log/api-balance/{account}.log",
      "schedule": { "every": "1h", "summary": "daily", "timeZone": "Asia/Shanghai" },
    }`);
    assert.ok(config.ok, config.ok ? '' : config.reasons.join('\n'));
    const { accounts, channels, lowBalance, log, schedule } = config.config;
    assert.deepEqual(
      accounts.map(({ account: { id, label, keyEnv, keyFile }, secrets }) => [id, label, keyEnv, keyFile, secrets]),
      [
        ['kimi', 'Kimi', 'KIMI_KEY', undefined, {}],
        ['own', providers.custom.name, undefined, '/run/secrets/own', { userId: { kind: 'env', name: 'USER_ID' } }],
      ],
    );
    assert.deepEqual(lowBalance, { USD: exact('2.5') });
    assert.deepEqual(
      channels.map(({ id, kind, url, fields, posts }) => [id, kind?.id, url, fields, posts]),
      [
        ['team', undefined, { kind: 'env', name: 'TEAM_HOOK' }, {}, ['alerts', 'summaries']],
        [
          'night',
          'feishu',
          { kind: 'file', name: '/run/secrets/feishu' },
          { secret: { kind: 'env', name: 'FEISHU_SECRET' }, keyword: '余额' },
          ['alerts'],
        ],
      ],
    );
    assert.deepEqual(
      [log, schedule],
      ['/var/log/api-balance/{account}.log', { everyMs: 3_600_000, summary: 'daily', timeZone: 'Asia/Shanghai' }],
    );
  });
  it('says where history and metrics go', () => {
    const config = read(`{ "accounts": [${account}],
      "history": { "folder": "/var/lib/api-balance", "keepDays": 400, "postgres": "env:HISTORY_DATABASE", "certificateFile": "/etc/ssl/ca.pem" },
      "metrics": { "file": "/var/lib/node_exporter/api_balance.prom", "listen": "9464" } }`);
    assert.ok(config.ok, config.ok ? '' : config.reasons.join('\n'));
    assert.deepEqual(config.config.history, {
      folder: '/var/lib/api-balance',
      keepDays: 400,
      postgres: { kind: 'env', name: 'HISTORY_DATABASE' },
      certificateFile: '/etc/ssl/ca.pem',
    });
    assert.deepEqual(config.config.metrics, {
      file: '/var/lib/node_exporter/api_balance.prom',
      listen: { host: '127.0.0.1', port: 9464, isLoopback: true },
    });
  });
  it('with its mark of UTF-8 is read', () => assert.ok(read(`\uFEFF{ "accounts": [${account}] }`).ok));

  const wrong: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
    ['nothing', '', /empty/],
    [
      'a folder that is not whole',
      `{ "accounts": [${account}], "history": { "folder": "history" } }`,
      /history\.folder: must be a whole path, such as/,
    ],
    ['part of a day', `{ "accounts": [${account}], "history": { "folder": "/a", "keepDays": 1.5 } }`, /keepDays: must be/],
    [
      'a connection string as it is',
      `{ "accounts": [${account}], "history": { "folder": "/a", "postgres": "postgresql://db.example.org/history" } }`,
      /history\.postgres: must be "env:NAME" or "file:PATH"/,
    ],
    [
      'a database without a folder',
      `{ "accounts": [${account}], "history": { "postgres": "env:HISTORY_DATABASE" } }`,
      /history: a database that is shared wants a "folder"/,
    ],
    ['a field of the history like none', `{ "accounts": [${account}], "history": { "foldr": "/a" } }`, /"folder" may be meant/],
    [
      'an address to listen at that is none',
      `{ "accounts": [${account}], "metrics": { "listen": "127.0.0.1" } }`,
      /metrics\.listen: must be HOST:PORT/,
    ],
    ['no JSON', '{ "accounts": [', /^line 1, column \d+: /],
    ['no object', '[]', /must be an object/],
    ['no accounts', '{}', /^line 1, column 1, accounts: is missing$/],
    ['an empty list', '{ "accounts": [] }', /accounts: must name one account at least/],
    ['accounts of another type', '{ "accounts": {} }', /accounts: must be a list/],
    [
      'an unknown field',
      `{ "accounts": [${account}],\n  "chanels": [] }`,
      /^line 2, column 3: this field is not known; "channels" may be meant$/,
    ],
    ['an unknown field like none', `{ "accounts": [${account}], "zzzzzz": 1 }`, /this field is not known; known are .*accounts/],
    [
      'an unknown field of an account',
      '{ "accounts": [{ "id": "a", "provider": "anthropic",\n"labl": "x" }] }',
      /^line 2, column 1, accounts\[1\]: .*"label" may be meant$/,
    ],
    [
      'an unknown provider',
      '{ "accounts": [{ "id": "a", "provider": "antropic" }] }',
      /accounts\[1\]: The provider is not one that API Balance knows/,
    ],
    ['a dashboard', '{ "accounts": [{ "id": "a", "provider": "mistral" }] }', /accounts\[1\]: .*/],
    ['an id twice', `{ "accounts": [${account},\n${account}] }`, /^line 2, column 1, accounts\[2\]: The id is used by another account/],
    [
      'a threshold that is none',
      '{ "accounts": [{ "id": "a", "provider": "anthropic",\n"lowBalance": { "USD": "five" } }] }',
      /^line 2, column 1, accounts\[1\]\.lowBalance: /,
    ],
    [
      'general thresholds that are none',
      `{ "accounts": [${account}], "lowBalance": { "USD": "x" } }`,
      /lowBalance: must give amounts by unit/,
    ],
    [
      'a key as it is',
      `{ "accounts": [{ "id": "a", "provider": "anthropic", "key": "abc" }] }`,
      /A key itself does not belong in this file/,
    ],
    [
      'an address as it is',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "https://example.org/hook" }] }`,
      /channels\[1\]\.url: must be "env:NAME" or "file:PATH"/,
    ],
    ['a channel without an address', `{ "accounts": [${account}], "channels": [{ "id": "t" }] }`, /channels\[1\]\.url: is missing/],
    [
      'a kind of channel that is none',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "discrod" }] }`,
      /"discord" may be meant/,
    ],
    [
      'a field that a kind has not',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "slack", "secret": "env:B" }] }`,
      /this field is not known/,
    ],
    [
      'a secret as it is',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "feishu", "secret": "abc" }] }`,
      /"secret" is a secret/,
    ],
    [
      'two channels of one id',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A" }, { "id": "t", "url": "env:B" }] }`,
      /channels\[2\]\.id: is the id of another channel/,
    ],
    [
      'what is posted',
      `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "posts": ["all"] }] }`,
      /must be one of "alerts", "summaries"/,
    ],
    [
      'a time that is none',
      `{ "accounts": [${account}], "schedule": { "every": "often" } }`,
      /schedule\.every: must be a time from 5m to 24h/,
    ],
    ['a time too short', `{ "accounts": [${account}], "schedule": { "every": "10s" } }`, /schedule\.every: must be a time from 5m to 24h/],
    [
      'a zone that is none',
      `{ "accounts": [${account}], "schedule": { "timeZone": "Mars/Olympus" } }`,
      /schedule\.timeZone: must be a time zone/,
    ],
    [
      'a description that is wrong',
      '{ "accounts": [{ "id": "a", "provider": "custom",\n"definition": { "url": "https://api.example.com/b",\n"amuont": "/left" } }] }',
      /^line 2, column 1, accounts\[1\]\.definition: .*"amount" may be meant/,
    ],
    [
      'secrets that are none',
      '{ "accounts": [{ "id": "a", "provider": "anthropic", "secrets": { "u": "abc" } }] }',
      /"secrets" must give places by name/,
    ],
  ];
  for (const [what, text, reason] of wrong) {
    it(`with ${what}: refused, with its place`, () => {
      const found = reasons(text);
      assert.ok(
        found.some((one) => reason.test(one)),
        found.join('\n') || 'it was taken',
      );
    });
  }
  it('names every mistake, in the order of the file', () => {
    const found = reasons(
      '{ "accounts": [{ "id": "a", "provider": "x" }],\n"lowBalance": { "USD": "x" },\n"schedule": { "timeZone": "x" } }',
    );
    assert.deepEqual(
      found.map((one) => one.slice(0, 6)),
      ['line 1', 'line 2', 'line 3'],
    );
  });
  for (const key of makers.flatMap((maker) => keysOf(maker, 1))) {
    it(`with a key of the shape ${key.slice(0, 6)}… anywhere: refused, and not shown`, () => {
      const places = [
        `{ "accounts": [{ "id": "a", "provider": "anthropic", "key": "${key}" }] }`,
        `{ "accounts": [{ "id": "a", "provider": "anthropic", "label": "${key}" }] }`,
        `{ "accounts": [{ "id": "a", "provider": "anthropic", "${key}": 1 }] }`,
        `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "${key}" }] }`,
        `{ "accounts": [${account}], "log": "${key}" }`,
        `{ "accounts": [${account}], "${key}": 1 }`,
      ];
      for (const text of places) {
        const found = reasons(text);
        assert.ok(found.length > 0, 'it was taken');
        assert.ok(!found.join('\n').includes(key));
      }
    });
  }
});
