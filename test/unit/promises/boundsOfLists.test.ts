import assert from 'node:assert/strict';
import { tried } from '../../support/channels';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { readDefinition } from '../../../src/core/custom/definition';
import { readAnswer } from '../../../src/core/custom/readAnswer';
import { parseJson } from '../../../src/core/text/json';
import { retryTime } from '../../../src/core/provider/classifyStatus';
import { readHistoryJson } from '../../../src/core/history/historyJson';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { ledgersJson } from '../../../src/core/ledger/ledgerJson';
import { maxMicros, micros } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { deliveryOf } from '../../../src/core/notify/delivery';
import { allowedMinutes } from '../../../src/core/accounts/refreshInterval';
import { recordOutcome } from '../../../src/core/checks/recordOutcome';
import { waitsUntil } from '../../../src/core/checks/waitsUntil';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import * as providers from '../../../src/providers';
import { factsOf, held, readingOf, start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { readFixtures } from '../../support/fixture';
import { ask, bodiesOf, placesIn, withTextAt, type Asked } from '../../support/hostileAnswers';
import { answered, contextOf, planOf } from '../../support/watch';

const fixtures = readFixtures();
const many = 50_000;
const day = 86_400_000;
const all = Object.values(providers);

function repeated(json: unknown, count = many): string {
  return `[${Array.from({ length: count }, () => JSON.stringify(json)).join()}]`;
}

function kindOf({ outcome }: Asked): string {
  return outcome.ok ? (outcome.reading.problems[0]?.kind ?? 'ok') : outcome.error.kind;
}

describe('a list of any length ends as an outcome, with few requests', () => {
  // The first row of each list of each provider's fixtures, fifty thousand times.
  for (const [id, wanted] of [
    ['anthropic', 1],
    ['chutes', 1],
    ['custom', 1],
    ['deepgram', 4],
    ['deepseek', 1],
    ['fireworks', 4],
    ['litellm', 2],
    ['openai', 1],
    ['runpod', 1],
    ['xai', 2],
  ] as const) {
    it(id, async () => {
      const provider = all.find((one) => one.id === id);
      assert.ok(provider && provider.kind !== 'dashboard');
      for (const fixture of fixtures.filter((one) => one.provider === id && !/endless/i.test(one.name)).slice(0, 3)) {
        for (const [route, { body }] of Object.entries(fixture.answers)) {
          for (const place of placesIn(body, (value) => Array.isArray(value) && value.length > 0).slice(0, 3)) {
            const row = place.reduce<unknown>(
              (value, name) => (Array.isArray(value) ? value[Number(name)] : new Map(Object.entries(value ?? {})).get(String(name))),
              body,
            );
            const text = repeated(Array.isArray(row) ? row[0] : row, 2_000);
            const asked = await ask(provider, bodiesOf(fixture, route, withTextAt(body, place, text)), { definition: fixture.definition });
            assert.ok(asked.requests.length <= wanted + 1, `${fixture.name}: ${asked.requests.length} requests`);
            assert.ok(asked.outcome.ok || asked.outcome.error.field !== 'a fault of API Balance itself', fixture.name);
          }
        }
      }
    });
  }

  it('one project of Deepgram, named fifty thousand times, is asked and counted once', async () => {
    const { outcome, requests } = await ask(providers.deepgram, ({ url }) =>
      url.endsWith('/balances')
        ? '{"balances": [{"balance_id": "b", "amount": 5, "units": "usd"}]}'
        : `{"projects": ${repeated({ project_id: 'p' })}}`,
    );
    assert.deepEqual(
      [requests.length, outcome.ok && outcome.reading.balances.map(({ unit, available }) => [unit, available])],
      [2, [['USD', 5_000_000]]],
    );
  });
  it('one balance of Deepgram, listed twenty thousand times, is there once', async () => {
    const { outcome } = await ask(providers.deepgram, ({ url }) =>
      url.endsWith('/balances')
        ? `{"balances": ${repeated({ balance_id: 'b', amount: 5, units: 'usd' }, 20_000)}}`
        : '{"projects": [{"project_id": "p"}, {"project_id": "q"}]}',
    );
    assert.equal(outcome.ok && outcome.reading.balances[0]?.available, 5_000_000);
  });
  it('more projects than anybody has are not asked through', async () => {
    for (const count of [51, 1_000, many]) {
      const asked = await ask(providers.deepgram, ({ url }) =>
        url.endsWith('/balances')
          ? '{"balances": []}'
          : JSON.stringify({ projects: Array.from({ length: count }, (_, index) => ({ project_id: `p${index}` })) }),
      );
      assert.deepEqual([asked.requests.length, kindOf(asked)], [1, 'unexpectedResponse'], String(count));
    }
  });
  it('one account of Fireworks, named fifty thousand times on each of many pages, is one', async () => {
    const { requests, outcome } = await ask(providers.fireworks, ({ url }, count) =>
      url.includes('/billing/')
        ? '{"lineItems": []}'
        : `{"accounts": ${repeated({ name: 'accounts/a' }, 10_000)}${count < 5 ? `, "nextPageToken": "p${count}"` : ''}}`,
    );
    assert.ok(outcome.ok && requests.length < 10, `${requests.length}`);
  });
  it('many accounts of Fireworks are no one’s spend, and none of them is asked', async () => {
    const asked = await ask(providers.fireworks, () =>
      JSON.stringify({ accounts: Array.from({ length: many }, (_, index) => ({ name: `accounts/a${index}` })) }),
    );
    assert.deepEqual([asked.requests.length, kindOf(asked)], [1, 'notReported']);
  });
  it('more windows of a LiteLLM budget than there are make no reading', async () => {
    const asked = await ask(
      providers.litellm,
      () =>
        `{"info": {"spend": 1, "max_budget": 5, "budget_limits": ${repeated({ max_budget: 5, budget_duration: '1d', reset_at: null })}}}`,
    );
    assert.deepEqual([asked.requests.length, kindOf(asked)], [1, 'unexpectedResponse']);
  });

  for (const [id, page] of [
    ['anthropic', '{"data": [], "has_more": true, "next_page": "TOKEN"}'],
    ['openai', '{"data": [], "has_more": true, "next_page": "TOKEN"}'],
    ['fireworks', '{"accounts": [{"name": "accounts/a"}], "nextPageToken": "TOKEN"}'],
  ] as const) {
    for (const [what, token] of [
      ['new each time', (count: number) => `t${count}`],
      ['the same each time', () => 't'],
      ['as long as a page may be', () => 't'.repeat(400)],
      ['empty', () => ''],
      ['blank', () => ' '],
    ] as const) {
      it(`pages of ${id} without an end, their token ${what}`, async () => {
        const asked = await ask(providers[id], (_request, count) => page.replace('TOKEN', token(count)));
        assert.ok(asked.requests.length <= 60, `${asked.requests.length} requests`);
        assert.match(kindOf(asked), token(1) === '' ? /./ : /unexpectedResponse/);
      });
    }
  }
  it('costs that add up to more than an amount can be are not known, rather than less', async () => {
    const { outcome } = await ask(
      providers.openai,
      () =>
        `{"data": [{"start_time": ${(Math.floor(start / day) * day) / 1000}, "results": ${repeated({ amount: { value: '8999999999', currency: 'usd' } }, 10_000)}}], "has_more": false}`,
    );
    assert.ok(!outcome.ok || outcome.reading.spend.every(({ amount }) => amount === null), JSON.stringify(outcome).slice(0, 300));
  });
});

describe('a time of any size ends as an outcome that can be shown', () => {
  const times = [
    '0',
    '-1',
    '1',
    '99999999999',
    '100000000000',
    '999999999999999',
    '8640000000001',
    '8640000000000001',
    '9007199254740991',
    '9007199254740993',
    '1e999999999',
    '1.5',
    '"0000-01-01T00:00:00Z"',
    '"9999-12-31T23:59:59Z"',
    '"9999-12-31T23:59:59-23:59"',
    '"-271821-04-20T00:00:00Z"',
    '"2023-02-30T00:00:00Z"',
    '"2023-06-30T23:59:60Z"',
    '"2023-11-14T00:00:00+99:99"',
    '"+275760-09-13T00:00:00Z"',
    '""',
    '"now"',
    'null',
    'true',
    '[]',
  ];
  for (const [name, of] of Object.entries({
    'of a description': (time: string) =>
      ask(providers.custom, () => `{"a": 5, "at": ${time}}`, {
        definition: { url: 'https://own.example/a', secretHeaders: { a: '{apiKey}' }, amount: '/a', unit: 'USD', at: '/at' },
      }),
    'of OpenAI’s days': (time: string) =>
      ask(
        providers.openai,
        () => `{"data": [{"start_time": ${time}, "results": [{"amount": {"value": 1, "currency": "usd"}}]}], "has_more": false}`,
      ),
    'of Anthropic’s days': (time: string) =>
      ask(
        providers.anthropic,
        () => `{"data": [{"starting_at": ${time}, "results": [{"amount": "100", "currency": "USD"}]}], "has_more": false}`,
      ),
    'of LiteLLM’s budgets': (time: string) =>
      ask(providers.litellm, () => `{"info": {"spend": 1, "max_budget": 5, "budget_reset_at": ${time}}}`),
    'of Chutes’ plan': (time: string) =>
      ask(providers.chutes, () => `{"balance": 0, "subscription": true, "monthly": {"cap": 5, "remaining": 4, "reset_at": ${time}}}`),
  })) {
    it(name, async () => {
      for (const time of times) {
        const { outcome, requests } = await of(time);
        assert.ok(requests.length <= 3, time);
        assert.ok(outcome.ok || outcome.error.field !== 'a fault of API Balance itself', time);
        const texts = coreTexts(
          factsOf(outcome.ok ? { reading: outcome.reading, checkedAt: start } : { error: outcome.error, checkedAt: start }),
        );
        assert.doesNotMatch(JSON.stringify(texts), /Invalid|NaN/, time);
        // A time that is to come was written by a clock that is ahead.
        if (outcome.ok) for (const { at } of outcome.reading.balances) assert.ok(at <= start, time);
      }
    });
  }
  for (const id of ['anthropic', 'openai', 'fireworks'] as const) {
    it(`since an entry of any time, at ${id}`, async () => {
      for (const at of ['0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2023-11-14T23:59:59.999Z', '9999-12-31T23:59:59Z']) {
        const { outcome, requests } = await ask(
          providers[id],
          ({ url }) =>
            url.includes('/accounts?')
              ? '{"accounts": [{"name": "accounts/a"}]}'
              : id === 'fireworks'
                ? '{"lineItems": []}'
                : '{"data": [], "has_more": false}',
          { estimate: { unit: held('USD', '1').unit, amount: micros(1), at: Date.parse(at), spentThatDay: null } },
        );
        assert.ok(
          requests.length <= 6 && (outcome.ok || outcome.error.field !== 'a fault of API Balance itself'),
          `${at}: ${JSON.stringify(outcome)}`,
        );
      }
    });
  }
  it('Retry-After waits a week at most, and never for what is no time', () => {
    for (const text of [
      '0',
      '-1',
      '1',
      '999999999',
      '9'.repeat(10),
      '9'.repeat(10_000),
      '1e9',
      '1.5',
      ' 60 ',
      'Fri, 31 Dec 9999 23:59:59 GMT',
      'Fri, 31 Dec 275760 23:59:59 GMT',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      '9999-12-31T23:59:59Z',
      'in 2040',
      '2040',
      'NaN',
      '',
      `Mon, ${'x'.repeat(10_000)} GMT`,
    ]) {
      const at = retryTime(text, start);
      assert.ok(at === null || (at > start && at <= start + 7 * day), text);
      const delivery = deliveryOf(tried({ ok: true, status: 429, contentType: '', retryAfter: text, body: '' }), 0, start);
      assert.ok(delivery.kind === 'later' && delivery.at <= start + 7 * day, text);
    }
    for (const retryAt of [Infinity, NaN, -Infinity, 9e15, start + 8 * day])
      assert.equal(waitsUntil({ ...nothingKnown, error: { kind: 'rateLimited', host: '', retryAt } }, start), null);
  });
});

describe('numbers in settings and files are as large as amounts can be, or none', () => {
  const numbers = [
    1e308,
    -1e308,
    Infinity,
    -Infinity,
    NaN,
    9e9,
    -9e9,
    9.000000001e9,
    5e-324,
    0,
    -0,
    '1e999999999',
    '-1e999999999',
    '1e-999999999',
    '9'.repeat(10_000_000),
    '٣',
    '1,2',
    '',
  ];
  it('thresholds', () => {
    for (const value of numbers) {
      const { accounts, invalid } = readAccountEntries(
        [
          { id: 'a', provider: 'deepseek', lowBalance: { USD: value, '*': 5 } },
          { id: 'b', provider: 'deepseek', lowBalance: { USD: value } },
          { id: 'c', provider: 'deepseek' },
        ],
        all,
        english,
      );
      assert.equal(accounts.at(-1)?.id, 'c', 'what is wrong takes nothing from the others');
      assert.equal(accounts.length + invalid.length, 3);
      for (const { lowBalance } of accounts) {
        for (const amount of Object.values(lowBalance)) assert.ok(Number.isSafeInteger(amount) && Math.abs(amount) <= maxMicros);
        const result = recordOutcome(
          { ...nothingKnown, reading: readingOf([held('USD', '9000000000')]) },
          answered({ ok: true, reading: readingOf([held('USD', '-9000000000')]) }),
          planOf(),
          contextOf({ thresholds: lowBalance }),
        );
        assert.doesNotMatch(JSON.stringify(result), /NaN|Infinity/);
      }
    }
  });
  it('intervals and entered balances', () => {
    for (const value of numbers) {
      const minutes = allowedMinutes(value);
      assert.ok(minutes === undefined || minutes === 0 || (minutes >= 5 && minutes <= 1440), String(minutes));
      const { accounts, invalid } = readAccountEntries(
        [
          {
            id: 'a',
            provider: 'openai',
            refreshInterval: value,
            estimate: { unit: 'USD', amount: value, at: '2023-11-14T00:00:00Z', spentThatDay: value },
          },
        ],
        all,
        english,
      );
      assert.equal(accounts.length + invalid.length, 1);
    }
  });
  it('files of readings', () => {
    const row = (available: string, at = '2026-01-01T00:00:00Z'): string =>
      `[{"account": "a", "unit": "USD", "at": "${at}", "available": ${available}, "paid": ${available}}]`;
    for (const text of ['1e999999999', '-1e999999999', '"1e999999999"', '9'.repeat(1_000_000), `"${'9'.repeat(1_000_000)}"`])
      assert.deepEqual(readHistoryJson(row(text)), { ok: false, problems: ['Reading 1: "available" is not an amount.'] });
    for (const text of [
      '['.repeat(500_000),
      `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
      '{"a":'.repeat(500_000),
      '[[[[]]]]',
      '[null]',
      '[[]]',
      '{}',
      '',
    ])
      assert.equal(readHistoryJson(text).ok, false);
    for (const at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59']) {
      const read = readHistoryJson(row('5', at));
      assert.ok(read.ok);
      assert.equal(ledgersJson(read.rows, Date.UTC(2026, 1), 'Europe/Berlin').length, 1, at);
    }
  });
  it('fifty thousand readings, all of one moment too', () => {
    for (const step of [0, 1_000]) {
      const readings = Array.from({ length: many }, (_, index) => ({
        at: start + index * step,
        epoch: 0,
        available: micros(index % 2 === 0 ? maxMicros : -maxMicros),
        paid: null,
        granted: null,
      }));
      const { spend, events } = ledgerOf(readings, start + many * step, 'UTC');
      assert.ok(
        [spend.today, spend.sevenDays, spend.thirtyDays, spend.cycle].every(({ amount }) => Math.abs(amount) <= maxMicros),
        JSON.stringify(spend),
      );
      // More than an amount can be is still at least that; and so is what began before the first reading.
      assert.equal(spend.today.atLeast, true);
      assert.equal(events.length, step === 0 ? 0 : many - 1);
    }
  });
  it('a description: its lists and sums', () => {
    const least = { url: 'https://own.example/a', secretHeaders: { a: '{apiKey}' }, amount: '/a', unit: 'USD' };
    for (const change of [
      { noLimit: Array.from({ length: 21 }, () => 1) },
      { none: Array.from({ length: many }, () => 1) },
      { amount: Array.from({ length: 11 }, () => '/a').join(' + ') },
      { unit: 'a'.repeat(31) },
      { headers: { ['x'.repeat(101)]: '' } },
    ])
      assert.equal(readDefinition({ ...least, ...change }).ok, false);
    const read = readDefinition({ ...least, amount: `/${'a/'.repeat(1_000)}a`, parts: { paid: '/0/a' }, limit: '/b' });
    assert.ok(read.ok);
    for (const body of ['[]', repeated({ a: 1 }), `{"a": ${repeated(1)}}`, '{"a": {"a": {"a": 1}}}'])
      assert.ok((readAnswer(read.definition, parseJson(body)).problems ?? []).length > 0);
  });
});
