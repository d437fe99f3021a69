import assert from 'node:assert/strict';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { spendReport, type Cost } from '../../../src/core/provider/costReport';
import { readDefinition } from '../../../src/core/custom/definition';
import { readDefinitionText } from '../../../src/core/custom/definitionText';
import { ledgersJson } from '../../../src/core/ledger/ledgerJson';
import { looksLikeKey } from '../../../src/core/text/looksLikeKey';
import { micros, unit } from '../../../src/core/money/money';
import { parseExact } from '../../../src/core/money/parseAmount';
import { english } from '../../../src/core/text/translate';
import { type SummaryLine } from '../../../src/core/notify/message';
import { placeKey } from '../../../src/core/checks/placeKey';
import * as providers from '../../../src/providers';
import { accountOf, start } from '../../support/accounts';
import { ask } from '../../support/hostileAnswers';
import { originAt, idOf } from '../../support/ids';
import { messageBody, webhookFormats } from '../../support/channels';

const all = Object.values(providers);
const least = { url: 'https://own.example/a', secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
const currencies = Intl.supportedValuesOf('currency');

/**
 * Each ends at once where the steps grow with the text; where they grow with its square, or double with each letter, the
 * test's own time limit ends it.
 */
describe('the steps over a text grow with its length', () => {
  const texts: Readonly<Record<string, string>> = {
    'words joined by the sign that also stands in words': `key_${'a_'.repeat(34)}`,
    'letters without a digit': 'z'.repeat(80_000),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`a label, or a description’s header, of ${name}`, () => assert.equal(typeof looksLikeKey(text), 'boolean'));
  }
  it('an amount with many blanks', () =>
    assert.equal(typeof readDefinition({ ...least, amount: `/a${' '.repeat(70_000)}b` }).ok, 'boolean'));
});

describe('a text of any length or depth is refused, not thrown at', () => {
  for (const [name, amount] of [
    ['one long name', `/${'a'.repeat(10_000_000)}`],
    ['many names', '/a'.repeat(5_000_000)],
  ] as const) {
    it(`a pointer of ${name} takes nothing from the other accounts`, () => {
      const { accounts } = readAccountEntries(
        [
          { id: 'a', provider: 'custom', definition: { ...least, amount } },
          { id: 'b', provider: 'deepseek' },
        ],
        all,
        english,
      );
      assert.equal(accounts.at(-1)?.id, 'b');
    });
  }
  for (const [name, text] of [
    ['lists', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['a list in a field', `{"amount": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ] as const) {
    it(`a description of nested ${name}`, () => assert.equal(readDefinitionText(text).ok, false));
  }
  it('a definition of many objects, one in another, has a place like any other', () => {
    let definition: object = {};
    for (let depth = 0; depth < 20_000; depth += 1) definition = { a: definition };
    assert.equal(typeof placeKey(accountOf({ definition })), 'string');
  });
});

/** How often a property is looked at: one step each. */
class Steps {
  count = 0;
  /** A copy whose property counts. */
  counting<T extends object>(of: T, name: keyof T): T {
    const value = of[name];
    return Object.defineProperty({ ...of }, name, {
      enumerable: true,
      get: () => {
        this.count += 1;
        return value;
      },
    });
  }
}

describe('the steps over a list grow with its length, not with its square', () => {
  it('costs in every currency there is', () => {
    const steps = new Steps();
    const costs = Array.from({ length: 6_000 }, (_, index): Cost =>
      steps.counting({ at: start, unit: unit(currencies[index % currencies.length] ?? 'USD'), amount: parseExact('1') }, 'unit'),
    );
    const { spend = [] } = spendReport(costs, { now: start, spentSince: null }, unit('USD'));
    assert.equal(spend.length, currencies.length * 2);
    assert.ok(steps.count <= 20 * costs.length, `${steps.count} steps for ${costs.length} costs`);
  });
  it('balances of Deepgram in every currency there is', async () => {
    const steps = new Steps();
    const rows = Array.from({ length: 6_000 }, (_, index) =>
      steps.counting({ amount: parseExact('1'), units: currencies[index % currencies.length] }, 'units'),
    );
    const answers: readonly unknown[] = [{ projects: [{ project_id: 'p' }] }, { balances: rows }];
    let asked = 0;
    const answer = await providers.deepgram.fetch(
      // The answers as they are after their schemas, so that each look at a row can be counted.
      (() => Promise.resolve({ ok: true, value: answers[asked++] })) as Parameters<typeof providers.deepgram.fetch>[0],
      {
        site: { origin: originAt('https://own.example') },
        now: start,
        definition: undefined,
        spentSince: null,
        team: null,
        query: () => Promise.reject(new Error('no database')),
      },
    );
    assert.ok(answer.ok && answer.value.balances?.length === currencies.length);
    assert.ok(steps.count <= 20 * rows.length, `${steps.count} steps for ${rows.length} rows`);
  });
  for (const format of webhookFormats) {
    it(`accounts in a message to ${format}`, () => {
      const steps = new Steps();
      const lines = Array.from({ length: 2_000 }, (_, index): SummaryLine =>
        steps.counting(
          {
            account: idOf(`Account ${index}`),
            balance: '$4.00',
            parts: null,
            threshold: '$5.00',
            state: 'Low',
            reason: null,
            needsMoney: false,
            isOutdated: true,
            age: '18:46 UTC',
          },
          'needsMoney',
        ),
      );
      assert.ok(messageBody({ kind: 'summary', title: 'Balances', lines }, format, english).length > 0);
      assert.ok(steps.count <= 20 * lines.length, `${steps.count} steps for ${lines.length} lines`);
    });
  }
  it('one calendar does for all accounts of a file', () => {
    const { DateTimeFormat } = Intl;
    let made = 0;
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (target, args: ConstructorParameters<typeof DateTimeFormat>) => {
        made += 1;
        return new target(...args);
      },
    });
    try {
      ledgersJson(
        Array.from({ length: 500 }, (_, index) => ({
          account: idOf(`a${index}`),
          unit: 'USD',
          reading: { at: start, epoch: 0, available: micros(5), paid: null, granted: null },
        })),
        start,
        'Europe/Berlin',
      );
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
    assert.ok(made <= 5, `${made} calendars`);
  });
});

describe('a day that is listed twice costs once, or is not known', () => {
  const dayOf = Math.floor(start / 86_400_000) * 86_400_000;
  for (const [name, bodyOf] of [
    [
      'OpenAI, on one page',
      (): string => {
        const day = `{"start_time": ${dayOf / 1000}, "results": [{"amount": {"value": 3, "currency": "usd"}}]}`;
        return `{"data": [${day}, ${day}], "has_more": false}`;
      },
    ],
    [
      'OpenAI, on two pages that are one',
      (count: number): string =>
        `{"data": [{"start_time": ${dayOf / 1000}, "results": [{"amount": {"value": 3, "currency": "usd"}}]}], "has_more": ${count < 2}, "next_page": "p"}`,
    ],
    [
      'Anthropic, on one page',
      (): string => {
        const day = `{"starting_at": "${new Date(dayOf).toISOString()}", "results": [{"amount": "300", "currency": "USD"}]}`;
        return `{"data": [${day}, ${day}], "has_more": false}`;
      },
    ],
  ] as const) {
    it(name, async () => {
      const { outcome } = await ask(name.startsWith('OpenAI') ? providers.openai : providers.anthropic, (_request, count) => bodyOf(count));
      const today = outcome.ok ? outcome.reading.spend.find(({ window }) => window === 'day')?.amount : null;
      assert.ok(today === null || today === 3_000_000, String(today));
    });
  }
});
