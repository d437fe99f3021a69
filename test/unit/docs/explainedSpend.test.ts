import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reconcile } from '../../../src/core/explained/reconcile';
import { usesInOrder } from '../../../src/core/explained/usesInOrder';
import { micros, toDecimal, unit } from '../../../src/core/money/money';
import { parseAmount } from '../../../src/core/money/parseAmount';
import { priceCall } from '../../../src/core/prices/priceCall';
import type { Priced } from '../../../src/core/prices/priceOutcome';
import { hourMs } from '../../../src/core/time/durations';
import { overrideFields, pricesFields } from '../../../src/core/prices/overrideEntry';
import { readUsageEntries } from '../../../src/core/prices/readUsageEntries';
import { skipReasonOf } from '../../../src/core/usage/usageReader';
import * as providers from '../../../src/providers';
import * as readers from '../../../src/usage';
import { assertLinksLead } from '../../support/documentLinks';
import { fencedBlocks } from '../../support/fencedBlocks';
import { repositoryRoot } from '../../support/fixture';
import { tableBelow } from '../../support/markdownTable';
import { callOf } from '../../support/pricedCalls';
import { isPrinted } from '../../support/printedSentences';
import { shippedPrices } from '../../support/shippedPrices';
import { readText } from '../../support/sources';

const path = 'docs/explained-spend.md';
const text = readText(path);
const [usd, cny] = [unit('USD'), unit('CNY')];

function amount(cell: string): number {
  const parsed = parseAmount(cell.replace(/[*¥]/g, ''));
  assert.ok(parsed !== undefined, cell);
  return parsed;
}

function pricedOf(call: Parameters<typeof callOf>[0], currency = usd): Priced {
  const outcome = priceCall(callOf(call), currency, shippedPrices());
  assert.equal(outcome.kind, 'priced');
  return outcome;
}

describe('the document about explained spend', () => {
  it('leads only to what is there', () => assertLinksLead(path));

  it('has every reader, and what its logs do not hold', () => {
    const rows = tableBelow(text, '## What no log holds');
    assert.deepEqual(
      rows.map(([name, id, spots]) => [name, id, spots]).sort(),
      Object.values(readers)
        .map(({ name, id, blindSpots = [] }) => [name, `\`${id}\``, blindSpots.join(' ')])
        .sort(),
    );
    for (const [name, , spots] of rows) assert.notEqual(spots, '', `${name}: no log holds everything`);
  });

  it('has every provider that there is a table of prices of', () => {
    const named = Object.values(providers);
    const names = readdirSync(join(repositoryRoot, 'prices'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => named.find(({ id }) => `${id}.json` === file)?.name.replace(/ \(.*/, ''));
    assert.match(text.replace(/\s+/g, ' '), new RegExp(`with peak hours and dates: ${names.sort().join(', ')};`));
  });

  describe('compares', () => {
    const states = tableBelow(text, '## What is compared');
    for (const [state = '', , sentence = ''] of states) it(`${state} as it is said`, () => assert.ok(isPrinted(sentence), sentence));
    it('by all states', () => {
      const known = /ReconcileState = (.*);/.exec(readText('src/core/explained/reconcile.ts'))?.[1] ?? '';
      assert.deepEqual(states.map(([state = '']) => state.replaceAll('`', "'")).sort(), known.split(' | ').sort());
    });
    it('its example as the program does', () => {
      const hour = (clock: string): number => (Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60) * hourMs;
      const calls = tableBelow(text, 'An example.').map(([at = '', cost = '', counts = '']) => ({ at: hour(at), amount: micros(amount(cost)), counts }));
      const uses = usesInOrder(calls.map(({ at, amount: cost }) => ({ since: at, at, kind: 'priced', least: cost, most: cost })));
      const at = (clock: string) => ({ first: hour(clock), last: hour(clock) });
      const span = { from: at('09:00'), to: at('17:00'), spent: micros(5_000_000), atLeast: false };
      const found = reconcile(span, uses, { settleMs: hourMs, quantum: micros(10_000), now: hour('18:00') });
      const sum = (word: string): number => calls.filter(({ counts }) => counts.includes(word)).reduce((all, one) => all + one.amount, 0);
      assert.deepEqual([found.explainedMin, found.explainedMax], [sum('explainedMin'), sum('explainedMax')]);
      const said = `Logs account for ≈ ¥${toDecimal(found.explainedMin, cny)} to ¥${toDecimal(found.explainedMax, cny)}, and at least ≈ ¥${toDecimal(found.unexplainedAtLeast ?? micros(0), cny)} is in no log here.`;
      assert.ok(text.replace(/\s+/g, ' ').includes(said), said);
      assert.ok(text.includes(`the tolerance is ¥${toDecimal(found.tolerance, cny)}`));
    });
  });

  it('has entries of one’s own that are read, and each field of them', () => {
    const entries = (comment: string): unknown => JSON.parse(fencedBlocks(text).find((block) => block.comment === comment)?.text ?? '');
    const read = readUsageEntries({ prices: entries('prices'), accounts: entries('accounts') }, ['openai-work', 'deepseek']);
    assert.deepEqual([read.overrides.length, read.bookings.length, read.mistakes], [3, 2, []]);
    const named = tableBelow(text, '## Prices of your own').flat().join(' ');
    for (const field of [...overrideFields, ...pricesFields]) assert.ok(named.includes(`\`${field}\``), field);
  });

  describe('reckons', () => {
    const rows = tableBelow(text, '<!-- reckoned -->');
    const count = (start: string): number => Number(rows.find(([name]) => name?.startsWith(start) === true)?.[1]?.replaceAll(',', ''));
    const call = { at: Date.UTC(2026, 10, 20, 12), model: 'claude-opus-5-5', provider: { name: 'anthropic', evidence: 'logged' }, serviceTier: 'fast' } as const;
    const tokens = {
      input: count('Uncached'),
      cacheRead: count('Cache read'),
      cacheWrite5m: count('Cache write, 5'),
      cacheWrite1h: count('Cache write, 1'),
      output: count('Output'),
      reasoning: 2_500,
    };
    it('its example to the last digit', () => {
      assert.equal(pricedOf({ ...call, tokens, webSearches: count('Web search') }).amount, amount(rows.at(-1)?.[3] ?? ''));
      assert.equal(pricedOf({ ...call, tokens }).amount, amount(rows.find(([name]) => name?.includes('fast'))?.[3] ?? ''));
    });
    for (const [name, key] of [
      ['Uncached', 'input'],
      ['Cache read', 'cacheRead'],
      ['Cache write, 5', 'cacheWrite5m'],
      ['Cache write, 1', 'cacheWrite1h'],
      ['Output', 'output'],
    ] as const)
      it(`each class for itself: ${key}`, () => {
        const [, , price = '', cost = ''] = rows.find(([cell]) => cell?.startsWith(name) === true) ?? [];
        const { serviceTier: _, ...usual } = call;
        assert.equal(pricedOf({ ...usual, tokens: { [key]: 1_000_000 } }).amount, amount(price));
        assert.equal(pricedOf({ ...usual, tokens: { [key]: tokens[key] } }).amount, amount(cost));
      });
    for (const [when = '', cost = ''] of tableBelow(text, '2026-11-24 in Beijing'))
      it(`peak hours: ${when}`, () => {
        const { least, most } = pricedOf(
          {
            at: Date.parse(`2026-11-24T${when.slice(0, 5)}:00+08:00`),
            model: 'deepseek-flash',
            provider: { name: 'deepseek', evidence: 'logged' },
            tokens: { cacheRead: 1_000_000, input: 100_000, output: 50_000 },
          },
          cny,
        );
        const [low = '', high = low] = cost.split(' to ');
        assert.deepEqual([least, most], [amount(low), amount(high)]);
      });
  });

  it('names each reason for which a file is passed over', () => {
    const [, cell = ''] = tableBelow(text, '### JSON of `usage`').at(-1) ?? [];
    const named = [...cell.matchAll(/`(\w+)`/g)].map(([, reason = '']) => reason).slice(2);
    assert.deepEqual(named.filter((reason) => skipReasonOf(reason) === null), []);
    const known = /const skipReasons = \[([^\]]*)\]/.exec(readText('src/core/usage/usageReader.ts'))?.[1] ?? '';
    assert.deepEqual([...named].sort(), [...known.matchAll(/'(\w+)'/g)].map(([, reason = '']) => reason).sort());
  });

  for (const [said, file, code] of [
    ['in the last 35 days', 'src/vscode/usage/usageLogs.ts', 'const firstLookMs = 35 * dayMs'],
    ['| 2 GiB; a line 8 MiB |', 'src/node/usage/readLog.ts', 'const largestLog = 2 * 2 ** 30'],
    ['a line 8 MiB', 'src/node/usage/markedLines.ts', 'const longestLine = 8 << 20'],
    ['| 64 MiB |', 'src/node/usage/readLog.ts', 'const largestWhole = 64 * 2 ** 20'],
    ['| 64 GiB; ', 'src/node/usage/readLog.ts', 'const largestDatabase = 64 * 2 ** 30'],
    ['; 1 GiB where it has to be copied', 'src/node/usage/copyDatabase.ts', 'const largestCopy = 2 ** 30'],
    ['| 64 MiB, and', 'src/node/usage/zstdFrames.ts', 'const longestFrame = 64 << 20'],
    ['2 GiB of one file at one look', 'src/node/usage/frameLines.ts', 'const mostDecoded = 2 * 2 ** 30'],
    ['| 16 |', 'src/node/usage/walkPlace.ts', 'const deepest = 16'],
    ['From 2023 until a day from now', 'src/node/usage/scanTool.ts', 'Date.UTC(2023, 0, 1)'],
    ['Below 10,000,000,000 tokens', 'src/core/usage/fields.ts', 'const mostTokens = 1e10'],
    ['holds up the others for two minutes', 'src/node/usage/answerUsage.ts', 'const termMs = 2 * minuteMs'],
    ['at most once a minute', 'src/vscode/usage/usageLogs.ts', 'const freshMs = minuteMs'],
    ['up to 60 minutes after', 'src/core/explained/reconcile.ts', 'usualSettleMs = hourMs'],
    ['within 10 minutes of a change of price', 'src/core/prices/possiblePrices.ts', 'const borderMs = 10 * 60_000'],
    ['keyed hashes of 52 bits', 'src/node/usage/nameHash.ts', '52 bits'],
  ] as const)
    it(`tells what the program does: ${said}`, () => {
      assert.ok(text.replace(/\s+/g, ' ').includes(said));
      assert.ok(readText(file).includes(code), `${file} has no "${code}" any more`);
    });
});
