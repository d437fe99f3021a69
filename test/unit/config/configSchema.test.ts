import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { configJsonSchema } from '../../../src/core/config/configJsonSchema';
import { readConfig } from '../../../src/core/config/readConfig';
import { spanOf, spanPattern } from '../../../src/core/config/span';
import { readJsonText } from '../../../src/core/text/jsonText';
import * as providers from '../../../src/providers';
import { kinds } from '../../support/channels';
import { fencedBlocks } from '../../support/fencedBlocks';
import { readText } from '../../support/sources';
import { wrongConfigs } from '../../support/wrongConfigs';

const known = { providers: Object.values(providers), kinds };
const schema = configJsonSchema(known);
const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i },
});
const takes = ajv.compile(schema);

/** What the program says where no form of a file is wrong, but what stands in it. */
const beyondShape = [
  /time zone/,
  /is used by another account|is the id of another channel/,
  /metrics\.listen: must be HOST:PORT/,
  /Keys do not belong in this file/,
  /"baseUrl" must/,
  /"site" does not fit "baseUrl"/,
  /usage\.(prices|accounts)\[\d\]\.(account: is the id of none|to: must be after|currency: must be the code|from: must be a day)/,
];

/** What is wrong according to the program and nothing else can tell. */
function isBeyondShape(text: string): boolean {
  const read = readConfig(text, known);
  return !read.ok && read.reasons.every((reason) => beyondShape.some((one) => one.test(reason)));
}

function valueOf(text: string): unknown {
  const json = readJsonText(text);
  assert.ok(json.ok);
  return json.value;
}

/** Right values, and seldom a wrong one, so that of many fields mostly one is wrong. */
const field = (right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
const object = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, ...requiredKeys: readonly string[]): fc.Arbitrary<unknown> =>
  fc.record(fields, { requiredKeys: [...requiredKeys] });
const never = fc.constant(undefined);
const foreign = fc.oneof({ weight: 40, arbitrary: never }, { weight: 1, arbitrary: fc.constant(1) });

const account = object(
  {
    id: field(['a', 'b.c', 'd_e-f', 'G9', 'h', 'i', 'j', 'k'], ['sk-a', '', 'a b', 7]),
    provider: field(['deepseek', 'moonshot', 'xai', 'litellm', 'custom', 'postgres'], ['mistral', 'nobody', null]),
    label: field(['A', ''], [5]),
    site: field([undefined, 'global'], ['china', 'mars', 5]),
    baseUrl: field(['https://ai.example.com/gateway', 'http://127.0.0.1:8080'], ['ftp://ai.example.com', 'nowhere', 5]),
    key: field(['env:A_KEY', 'file:/run/secrets/a'], ['env:', 'abc', 5]),
    team: field([undefined], ['team-1', 'a/b', 5]),
    lowBalance: field(
      [{}, { USD: 5 }, { usd: '2.50', credits: '1,000' }],
      [{ USD: '1,00' }, { USD: -1 }, { USD: '-0.5' }, { '5': 1 }, { USD: true }, [], 5],
    ),
    unit: field(['USD', 'credits'], [5]),
    refreshInterval: field([0, 15], [3, 2000, '15']),
    secrets: field([{}, { userId: 'env:USER_ID' }], [{ userId: 'abc' }, ['env:USER_ID'], 'env:USER_ID', null]),
    definition: field(
      [
        { url: 'https://api.example.com/balance', amount: '/left', unit: 'USD', host: undefined },
        { host: 'db.example.com', query: 'SELECT 1' },
      ],
      [{ url: 'https://api.example.com/balance', amuont: '/left', unit: 'USD' }, {}, 'none', 5],
    ),
    estimate: field(
      [{ unit: 'USD', amount: '41.20', at: '2026-01-29T09:00:00Z' }],
      [{ unit: 'USD', amount: '41.20', at: 'yesterday' }, { unit: 'USD', amount: '41,20', at: '2026-01-29T09:00:00Z' }, 5],
    ),
    foreign,
  },
  'id',
  'provider',
);
const channel = object(
  {
    id: field(['a', 'b', 'c', 'd', 'e', 'f'], ['a b', 5]),
    url: field(['env:HOOK', 'file:/run/hook'], ['https://example.org/hook', 5, undefined]),
    kind: field(['feishu', 'dingtalk', undefined], ['discord', 'telegram', 'discrod', 5]),
    posts: field([['alerts'], ['alerts', 'summaries']], [[], ['all'], 'alerts']),
    secret: field(['env:SECRET'], ['abc', 5]),
    keyword: field(['balance'], [5]),
    chatId: field([undefined], ['-100123', 'env:CHAT', 5]),
    token: field([undefined], ['file:/run/token', 'abc']),
    foreign,
  },
  'id',
  'url',
);
const config = object(
  {
    $schema: field(['./config.schema.json'], [5]),
    accounts: fc.array(account, { minLength: 1, maxLength: 2 }),
    channels: fc.array(channel, { maxLength: 2 }),
    lowBalance: field([{ USD: 5 }], [{ USD: 'x' }, []]),
    log: field(['/var/log/{account}.log'], ['', 5]),
    history: object(
      {
        folder: field(['/var/lib/a', 'C:\\a', '\\\\host\\a'], ['a', 5, undefined]),
        keepDays: field([0, 400], [1.5, -1, 40_000, '1']),
        postgres: field(['env:HISTORY'], ['postgresql://db.example.org/history']),
        certificateFile: field(['/etc/ca.pem'], ['ca.pem']),
        foreign,
      },
      'folder',
    ),
    metrics: object({
      file: field(['/a.prom'], ['a.prom']),
      listen: field(['9464', ':9464', '127.0.0.1:9464', ' [::1]:09464 '], ['999.1.1.1:9464', '127.0.0.1', 'a:0', 'a:65536', 9464]),
    }),
    schedule: object({
      every: field(['1h', '5m', '3600s'], ['90s', '1441m', '0h', 5]),
      summary: field(['off', 'daily'], ['weekly']),
      timeZone: field(['Asia/Shanghai', '+08:00'], ['Mars/Olympus', 5]),
    }),
    usage: object({
      prices: fc.array(
        object({
          factor: field([0.8, '0.8', 0], ['0,8', -1, true, '-1', 2e9]),
          use: field(['pay', 'plan', 'ignore'], ['free', 5]),
          model: field(['kimi-*'], ['', ' ', 5]),
          provider: field(['gw.example.com', 'deepseek'], ['https://gw.example.com', 'gw.example.com:8443', '*.example.com', 5]),
          account: field([undefined], ['nobody', '', 5]),
          currency: field(['USD', 'cny'], ['yuan', 5]),
          prices: field([{ input: 1, output: '2.5' }], [{ input: 1 }, { input: 1, output: 2, cache: 3 }, 5]),
          from: field(['2026-11-01', '2026-11-01T00:00:00+08:00'], ['1.11.2026', '2026-13-41', 5]),
          to: field(['2026-12-01'], ['2026-10-01']),
          foreign,
        }),
        { maxLength: 2 },
      ),
      accounts: fc.array(
        object(
          {
            tool: field(['codex'], ['', 5]),
            host: field(['gw.example.com', ' deepseek '], ['https://gw.example.com', '*.example.com', 'a b', '', 5]),
            account: field(['a'], ['', 5]),
          },
          'account',
        ),
        { maxLength: 1 },
      ),
      foreign,
    }),
    foreign,
  },
  'accounts',
);

describe('the schema of a configuration', () => {
  it('is the one in the documents', () => assert.deepEqual(JSON.parse(readText('docs/config.schema.json')), schema));
  it('takes the example of the documents, as the program does', () => {
    const examples = fencedBlocks(readText('docs/server.md')).filter(
      ({ language, text }) => language === 'jsonc' && text.includes('"accounts"'),
    );
    assert.ok(examples.length > 0);
    for (const { text } of examples) {
      const read = readConfig(text, known);
      assert.ok(read.ok, read.ok ? '' : read.reasons.join('\n'));
      assert.ok(takes(valueOf(text)), ajv.errorsText(takes.errors));
    }
  });
  for (const [what, text] of wrongConfigs) {
    if (!readJsonText(text).ok || isBeyondShape(text)) continue;
    it(`refuses one with ${what}, as the program does`, () => assert.ok(!takes(valueOf(text))));
  }
  it('leaves to the program what is no matter of shape, and nothing else', () => {
    assert.deepEqual(
      wrongConfigs.filter(([, text]) => readJsonText(text).ok && takes(valueOf(text))).map(([what]) => what),
      [
        'an id twice',
        'a site that is not the one of its address',
        'two channels of one id',
        'a zone that is none',
        'a span of prices that is none',
        'usage paid by nobody known',
      ],
    );
  });
  it('refuses and takes what the program does', () =>
    fc.assert(
      fc.property(config, (generated) => {
        const text = JSON.stringify(generated);
        const value: unknown = JSON.parse(text);
        const read = readConfig(text, known);
        const said = `${text}\n${read.ok ? 'taken' : read.reasons.join('\n')}\n${ajv.errorsText(takes.errors)}`;
        if (takes(value)) assert.ok(read.ok || isBeyondShape(text), said);
        else assert.ok(!read.ok, `${said}\n${ajv.errorsText(takes.errors)}`);
      }),
      { numRuns: 3000 },
    ));
  it('knows which times are from five minutes to a day', () => {
    for (const unit of ['s', 'm', 'h'])
      for (let count = 0; count <= 99_999; count += 1) {
        const text = `${count}${unit}`;
        assert.equal(spanPattern.test(text), spanOf(text) !== undefined, text);
      }
    for (const text of ['00300s', '01h', '000001h', '5 m', '5M', '-5m', '5.0m', '', 'h'])
      assert.equal(spanPattern.test(text), spanOf(text) !== undefined, text);
  });
});
