import assert from 'node:assert/strict';
import { checkReport } from '../../../src/core/views/checkReport';
import { defaultThresholds } from '../../../src/core/model/headline';
import type { Reading } from '../../../src/core/model/reading';
import { maxMicros } from '../../../src/core/money/money';
import type { KeyedProvider } from '../../../src/core/provider/provider';
import { errorKinds } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { factsOf, start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { readFixtures } from '../../support/fixture';
import { keyedProviders } from '../../support/fixtureOutcome';
import { ask, bodiesOf, placesIn, withTextAt, type Asked } from '../../support/hostileAnswers';

const fixtures = readFixtures().filter(({ answers }) =>
  Object.values(answers).some(({ status, body }) => status === 200 && body !== undefined),
);
const overHttp = keyedProviders.filter(({ definedBy }) => definedBy !== 'query');
/** Each request may be made twice, where the first was not answered well. */
const mostSent = 200;

function amountsIn({ balances, caps, spend }: Reading): readonly number[] {
  const all = [
    ...balances.flatMap(({ available, parts, bought, overage }) => [available, bought, overage, ...parts.map(({ amount }) => amount)]),
    ...caps.flatMap(({ limit, remaining }) => [limit, remaining]),
    ...spend.map(({ amount }) => amount),
  ];
  return all.filter((amount) => typeof amount === 'number');
}

/** It ended, within its requests, as a reading that can be believed or as a failure of the closed set; and it can be shown. */
function assertOutcome({ outcome, requests }: Asked, provider: KeyedProvider, what: string): void {
  assert.ok(requests.length <= mostSent, `${requests.length} requests: ${what}`);
  if (!outcome.ok)
    assert.ok(
      errorKinds.includes(outcome.error.kind) && outcome.error.field !== 'a fault of API Balance itself',
      `${what}: ${JSON.stringify(outcome.error)}`,
    );
  else
    for (const amount of amountsIn(outcome.reading))
      assert.ok(Number.isSafeInteger(amount) && Math.abs(amount) <= maxMicros, `${what}: ${amount}`);
  const facts = factsOf(
    outcome.ok ? { reading: outcome.reading, checkedAt: start } : { error: outcome.error, checkedAt: start },
    {},
    provider,
  );
  assert.ok(coreTexts(facts).receipt.length > 0);
  assert.equal(checkReport([{ account: facts.account, provider, outcome }], start, defaultThresholds, english).accounts.length, 1);
}

const digits = '9'.repeat(10_000);
/** Each as a number and as text. */
const numbers: readonly string[] = [
  '1e999999999',
  '-1e999999999',
  '1e-999999999',
  '-1e-999999999',
  '0e999999999',
  '1e31',
  '1e308',
  '-1e400',
  '5e-324',
  digits,
  `-${digits}`,
  `0.${digits}`,
  `${digits}.${digits}`,
  `1e${digits}`,
  `1${'0'.repeat(199)}`,
];
const noNumbers: readonly string[] = [
  '"NaN"',
  '"Infinity"',
  '"-Infinity"',
  '"0x7fffffff"',
  '"1e"',
  '"1,2,3"',
  `"${'1,000,'.repeat(2_000)}000"`,
  `"${' '.repeat(10_000)}5"`,
  '"５"',
  '"1_000"',
  'true',
  'null',
  '[]',
  '{}',
  '[1e999999999]',
  '{"value":1e999999999}',
];
const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d[\d.,eE+-]*$/.test(value));

describe('a number of any size ends as an outcome', () => {
  for (const provider of overHttp) {
    it(provider.id, async () => {
      let tried = 0;
      // Those with most numbers in them.
      const numbersIn = ({ answers }: (typeof fixtures)[number]): number =>
        Object.values(answers).reduce((sum, { body }) => sum + placesIn(body, isNumeric).length, 0);
      for (const fixture of fixtures
        .filter((one) => one.provider === provider.id)
        .sort((a, b) => numbersIn(b) - numbersIn(a))
        .slice(0, 2)) {
        for (const [route, { status, body }] of Object.entries(fixture.answers).slice(0, 5)) {
          if (status !== 200) continue;
          for (const place of placesIn(body, isNumeric).slice(0, 4)) {
            // Enough of one provider: each try is a whole check and every surface.
            if (tried > 500) continue;
            for (const text of [...numbers, ...numbers.map((number) => `"${number}"`), ...noNumbers]) {
              const bodies = bodiesOf(fixture, route, withTextAt(body, place, text));
              assertOutcome(
                await ask(provider, bodies, { definition: fixture.definition }),
                provider,
                `${fixture.name} ${place.join('/')} ${text.slice(0, 40)}`,
              );
              tried += 1;
            }
          }
        }
      }
      assert.ok(tried > 0);
    });
  }
  it('ten million digits, of which no more is read than of two hundred', async () => {
    const many = '9'.repeat(10_000_000);
    for (const text of [many, `"${many}"`, `"${many},000"`]) {
      const { outcome } = await ask(
        providers.openrouter,
        () =>
          `{"data": {"total_credits": ${text}, "total_usage": 1, "limit": ${text}, "limit_remaining": 4, "usage": 0, "is_management_key": true}}`,
      );
      assert.equal(outcome.ok ? 'ok' : outcome.error.kind, 'unexpectedResponse');
    }
  });
  it('rates of a relay', async () => {
    for (const one of [...numbers, '0', '-1', '1e-7', '1e-30']) {
      for (const [left, unit, rate] of [
        [one, '500000', '7'],
        ['5', one, '7'],
        ['5', '500000', one],
        [one, one, one],
        ['1e30', '1e-6', '1e30'],
      ]) {
        const asked = await ask(
          providers.newapi,
          () =>
            `{"success": true, "code": true, "data": {"total_available": ${left ?? ''}, "quota_per_unit": ${unit ?? ''}, "usd_exchange_rate": ${rate ?? ''}, "quota_display_type": "CNY"}, "hard_limit_usd": ${left ?? ''}, "total_usage": ${one}}`,
        );
        assertOutcome(asked, providers.newapi, `${left?.slice(0, 20) ?? ''} ${unit?.slice(0, 20) ?? ''}`);
      }
    }
  });
  it('scales of a description', async () => {
    for (const scale of [
      '1e999999999',
      '1/1e9',
      '-1',
      '1/0',
      '1/00001',
      '9'.repeat(21),
      `0.${'0'.repeat(21)}1`,
      `1/${'9'.repeat(21)}`,
      '1/-1',
      ' 1',
      '1 ',
      '',
      '0x1',
      '99999999999999999999.99999999999999999999',
      '0.00000000000000000001',
      '1/99999999999999999999',
      '0',
      '00',
    ]) {
      for (const amount of ['1e30', '1e-60', '9'.repeat(200), `0.${'3'.repeat(198)}`, '1e999999999']) {
        const definition = {
          url: 'https://own.example/a',
          secretHeaders: { a: '{apiKey}' },
          amount: '/a - /b + /a',
          parts: { paid: '/a' },
          limit: '/b',
          unit: 'USD',
          scale,
        };
        assertOutcome(
          await ask(providers.custom, () => `{"a": ${amount}, "b": "${amount}"}`, { definition }),
          providers.custom,
          `${scale} of ${amount.slice(0, 20)}`,
        );
      }
    }
  });
});

describe('a text of any depth or length ends as an outcome', () => {
  const deep = 100_000;
  // The way from text to a value is one for all; these read it in ways of their own.
  const few = [providers.deepseek, providers.litellm, providers.newapi, providers.runpod, providers.custom];
  for (const [name, body] of Object.entries({
    lists: '['.repeat(deep),
    'whole lists': `${'['.repeat(deep)}${']'.repeat(deep)}`,
    objects: '{"data":'.repeat(deep),
    'whole objects': `${'{"data":'.repeat(deep)}1${'}'.repeat(deep)}`,
    blanks: ' '.repeat(1_000_000),
    'half a text': `"${'\\u0000'.repeat(100_000)}`,
    'a name': `{"${'a'.repeat(1_000_000)}": 1}`,
    names: `{${Array.from({ length: 50_000 }, (_, index) => `"a${index}": ${index}`).join()}}`,
    'one name again and again': `{${'"data": 1,'.repeat(50_000)}"data": {}}`,
  })) {
    it(name, async () => {
      for (const provider of few)
        assertOutcome(
          await ask(provider, () => body, {
            definition: {
              url: 'https://own.example/a',
              secretHeaders: { a: '{apiKey}' },
              amount: '/data/data',
              unit: { pointer: '/data' },
            },
          }),
          provider,
          provider.id,
        );
    });
  }
});
