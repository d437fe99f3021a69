import assert from 'node:assert/strict';
import { readConfig, type ReadConfig } from '../../../src/core/config/readConfig';
import * as providers from '../../../src/providers';
import { exact } from '../../support/accounts';
import { kinds } from '../../support/channels';
import { keysOf, makers } from '../../support/keyShapesOfMakers';
import { plainAccount as account, wrongConfigs } from '../../support/wrongConfigs';

const read = (text: string): ReadConfig => readConfig(text, { providers: Object.values(providers), kinds });
const reasons = (text: string): readonly string[] => {
  const config = read(text);
  return config.ok ? [] : config.reasons;
};

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

  for (const [what, text, reason] of wrongConfigs) {
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
  it('names mistakes of one kind whatever is wrong of another: a shape hides no meaning', () => {
    const found = reasons(`{
      "chanels": 1,
      "accounts": [
        { "id": "a", "key": "abc", "provider": "nobody" },
        { "id": "b", "label": 5, "provider": "anthropic", "lowBalance": { "USD": "x" } },
        { "id": "b", "provider": "postgres", "definition": { "host": "postgresql://db.example.org", "query": "SELECT 1" } },
        5,
        { "id": "c", "key": 7, "provider": "litellm" },
      ],
      "channels": [
        { "id": "t", "url": "https://example.org/MARKED", "kind": "discrod" },
        { "id": "t", "url": "env:A", "kind": "feishu", "secret": "MARKED" },
        "MARKED",
      ],
      "lowBalance": { "USD": -1 },
      "history": { "keepDays": 1.5, "postgres": "env:B" },
      "metrics": { "file": "a.prom", "listen": "127.0.0.1" },
      "schedule": { "every": "often", "summary": "weekly", "timeZone": "Mars/Olympus" },
    }`);
    const expected: readonly (readonly [line: number, reason: RegExp])[] = [
      [2, /"channels" may be meant/],
      [4, /accounts\[1\]: The provider is not one/],
      [4, /accounts\[1\]: "key" may only name/],
      [5, /accounts\[2\]: "label" must be a name/],
      [5, /accounts\[2\]\.lowBalance: /],
      [6, /accounts\[3\]: The id is used by another account/],
      [6, /accounts\[3\]\.definition: "definition\.host" must be/],
      [7, /accounts\[4\]: An account must be an object/],
      [8, /accounts\[5\]: "key" may only name/],
      [8, /accounts\[5\]: "baseUrl" is required/],
      [11, /channels\[1\]\.url: must be "env:NAME"/],
      [11, /channels\[1\]\.kind: .*"discord" may be meant/],
      [12, /channels\[2\]\.id: is the id of another channel/],
      [12, /channels\[2\]: "secret" is a secret/],
      [13, /channels\[3\]: must be an object/],
      [15, /lowBalance: must give amounts by unit, from 0 on/],
      [16, /history: a database that is shared wants a "folder"/],
      [16, /history\.keepDays: must be a whole number/],
      [17, /metrics\.file: must be a whole path/],
      [17, /metrics\.listen: must be HOST:PORT/],
      [18, /schedule\.every: /],
      [18, /schedule\.summary: must be one of/],
      [18, /schedule\.timeZone: must be a time zone/],
    ];
    const said = found.join('\n');
    for (const [line, reason] of expected)
      assert.ok(
        found.some((one) => one.startsWith(`line ${line}, `) && reason.test(one)),
        `line ${line} ${String(reason)}\n${said}`,
      );
    assert.equal(found.length, expected.length, said);
    const lines = found.map((one) => Number(/^line (\d+)/.exec(one)?.[1]));
    assert.deepEqual(
      lines,
      [...lines].sort((one, other) => one - other),
    );
    assert.ok(!said.includes('MARKED'));
  });
  for (const [what, text, reason] of wrongConfigs.filter(([, one]) => one.startsWith('{ "accounts": [{') && !one.includes(account)))
    it(`with ${what} and an unknown field: tells both`, () => {
      const found = reasons(`{ "chanels": 1, ${text.slice(1)}`).join('\n');
      assert.match(found, /"channels" may be meant/);
      assert.ok(
        found.split('\n').some((one) => reason.test(one)),
        found,
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
