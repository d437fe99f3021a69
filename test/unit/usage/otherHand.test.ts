import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countAt, entriesAt, fieldAt } from '../../../src/core/usage/fields';
import { openUsage } from '../../../src/node/usage/openUsage';
import * as readers from '../../../src/usage';
import { readAfterEachRow } from '../../support/usage/databaseHome';
import { otherHands, withGrowingHand, withOtherHand, type OtherHand } from '../../support/usage/otherHand';
import { scan, testNow, withUsage, type ReadUsage } from '../../support/usage/usageOf';

const marks = /MARKED(PROMPT|TITLE|PATH|KEY)|marked@mail\.example/;
const readerOf = (tool: string): (typeof readers)[keyof typeof readers] => {
  const found = Object.values(readers).find(({ id }) => id === tool);
  assert.ok(found, tool);
  return found;
};

/** What is read of a sample, once and once more, and every byte that is kept of it. */
function readOf(sample: OtherHand): { readonly first: ReadUsage; readonly again: ReadUsage; readonly kept: string } {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-kept-'));
  try {
    return withOtherHand(sample, (home) => {
      const usage = openUsage(folder, () => testNow);
      assert.ok(usage);
      const [first, again] = [scan(readerOf(sample.tool), home, usage), scan(readerOf(sample.tool), home, usage)];
      const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
      usage.close();
      return { first, again, kept: [...kept, JSON.stringify([first, again])].join('\n') };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((other) => other === name).length]));
}

/** In the words of `expected.json`; what it does not say is not compared. */
function cameTo({ calls, counted, report }: ReadUsage, expected: unknown): Readonly<Record<string, unknown>> {
  const asked = calls.map(({ call }) => call).filter(({ kind }) => kind === 'call');
  const units = Object.keys(entriesAt(expected, 'amounts'));
  const costs = calls.flatMap(({ call }) => call.costs);
  const sumOf = (unit: string): number => costs.reduce((sum, cost) => sum + (cost.unit === unit ? cost.amount : 0), 0) / 1e6;
  const all: Readonly<Record<string, unknown>> = {
    ...counted,
    amounts: Object.fromEntries(units.map((unit) => [unit, sumOf(unit)])),
    subAgentCalls: asked.filter(({ isSubAgent, tokens }) => isSubAgent && tokens !== null).length,
    models: countsOf(asked.filter(({ tokens }) => tokens !== null).map(({ model }) => model ?? '?')),
    webSearches: asked.reduce((sum, { webSearches }) => sum + (webSearches ?? 0), 0),
    filesSkipped: report.skipped.length,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => fieldAt(expected, name) !== undefined));
}

/** What is kept of an amount is exact as far as a millionth. */
function rightOf(expected: unknown): Readonly<Record<string, unknown>> {
  const { source: _source, why: _why, ...right } = entriesAt(expected);
  const amounts = Object.entries(entriesAt(expected, 'amounts')).map(([unit, amount]) => [unit, Math.round(Number(amount) * 1e6) / 1e6]);
  return { ...right, amounts: Object.fromEntries(amounts) };
}

describe('usage: samples of another hand than the readers’', () => {
  for (const sample of otherHands()) {
    const name = sample.folder.slice(sample.folder.lastIndexOf(sample.tool));
    it(`${name} comes to what its tool’s source says`, () => {
      const { first } = readOf(sample);
      assert.deepEqual(cameTo(first, sample.expected), rightOf(sample.expected));
      assert.ok(countAt(first.report, 'filesRead'));
    });

    it(`${name} comes to the same when it is looked at again, and nothing of what was said or asked is kept`, () => {
      const { first, again, kept } = readOf(sample);
      assert.deepEqual(again.counted, first.counted);
      assert.equal(marks.exec(kept)?.[0], undefined);
    });

    it(`${name} comes to the same where its lines were half as many at a look before`, () => {
      withOtherHand(sample, (home) =>
        withUsage((usage) => {
          const logs = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => /\.jsonl(\.zstd)?$/.test(path));
          const whole = logs.map((path) => [join(home, path), readFileSync(join(home, path))] as const);
          for (const [path, bytes] of whole) writeFileSync(path, bytes.subarray(0, bytes.length / 2));
          scan(readerOf(sample.tool), home, usage);
          for (const [path, bytes] of whole) writeFileSync(path, bytes);
          assert.deepEqual(cameTo(scan(readerOf(sample.tool), home, usage), sample.expected), rightOf(sample.expected));
        }),
      );
    });

    it(`${name} comes to the same when it is looked at while its files are written one after the other`, () => {
      const last = withUsage((usage) => withGrowingHand(sample, (home) => scan(readerOf(sample.tool), home, usage)));
      assert.ok(last);
      const { filesSkipped: _filesSkipped, ...right } = rightOf(sample.expected);
      assert.deepEqual(cameTo(last, right), right);
    });
  }
});

describe('usage: a database of another hand that grows from look to look', () => {
  for (const [tool, path] of [
    ['opencode', '.local/share/opencode/opencode.db'],
    ['kilo', '.local/share/kilo/kilo.db'],
    ['goose', '.local/share/goose/sessions/sessions.db'],
  ] as const)
    it(`${tool}: the same in however many looks its rows are added`, () => {
      const [sample] = otherHands().filter((other) => other.tool === tool);
      assert.ok(sample);
      withOtherHand(sample, (home) => {
        const { tokens, calls } = readAfterEachRow(readerOf(tool), path, join(home, path)).counted;
        // Alone, as there.
        for (const other of ['opencode/storage', 'opencode/opencode-next.db'])
          rmSync(join(home, '.local/share', other), { recursive: true, force: true });
        const once = withUsage((usage) => scan(readerOf(tool), home, usage).counted);
        assert.deepEqual({ tokens, calls }, { tokens: once.tokens, calls: once.calls });
      });
    });
});
