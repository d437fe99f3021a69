import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GroupCall } from '../../../src/core/explained/groupCall';
import { explainGroup } from '../../../src/core/explained/explainGroup';
import { hintText } from '../../../src/core/explained/hintText';
import type { Hint } from '../../../src/core/explained/hints';
import { micros, unit } from '../../../src/core/money/money';
import { once } from '../../../src/core/prices/exactCost';
import { english } from '../../../src/core/text/translate';
import { hourMs } from '../../../src/core/time/durations';
import { callAt } from '../../support/explainedWorld';
import { idOf } from '../../support/ids';
import { total } from '../../support/pastReadings';

const cny = unit('CNY');
const start = Date.UTC(2026, 10, 2);

interface Day {
  readonly spent: number;
  /** What its calls come to by list prices, in one call at noon. */
  readonly logged: number;
  readonly tokens?: null;
}

/** A reading at each midnight, and a call at each noon. */
function hints(days: readonly Day[], { checked = '2026-11-01', settled = true } = {}): readonly Hint[] {
  let left = 10_000;
  const readings = [total(start, left)];
  for (const [index, { spent }] of days.entries()) {
    left -= spent;
    readings.push(total(start + (index + 1) * 24 * hourMs, left));
  }
  const calls = days.flatMap(({ logged, tokens }, index): readonly GroupCall[] => {
    if (logged === 0 && tokens === undefined) return [];
    const amount = micros(Math.round(logged * 1_000_000));
    const counted = callAt(start + (index * 24 + 12) * hourMs, tokens === null ? { tokens } : {}, 'cline');
    const basis = { provider: 'deepseek', model: 'm', page: null, checked, peak: 'none', inputAbove: 0, factor: once } as const;
    const priced = { kind: 'priced', unit: cny, amount, least: amount, most: amount, source: 'own', basis, list: null } as const;
    return [{ counted, isCertain: true, isGuess: false, price: tokens === null ? { kind: 'unpriced', why: 'noUsage' } : priced }];
  });
  const end = start + days.length * 24 * hourMs;
  const accounts = [{ account: idOf('a'), unit: cny, readings, periods: [] }];
  const group = { accounts, unit: cny, settleMs: hourMs, mayBePaidElsewhere: false, basis: 'balance' } as const;
  return explainGroup(group, calls, settled ? end + 2 * hourMs : end).hints;
}

const kinds = (days: readonly Day[], how?: Parameters<typeof hints>[1]): readonly string[] => hints(days, how).map(({ kind }) => kind);
const times = (ratio: number, logged: readonly number[]): readonly Day[] => logged.map((one) => ({ spent: one * ratio, logged: one }));
const week = [3, 5, 2, 8, 4];

describe('what differences may be that come again and again', () => {
  it('is a price of other hours, another currency, or a factor, by the ratio', () => {
    assert.deepEqual(kinds(times(2, week)), ['twice']);
    assert.deepEqual(kinds(times(0.5, week)), ['half']);
    assert.deepEqual(kinds(times(7.1, week)), ['currency']);
    assert.deepEqual(kinds(times(0.14, week)), ['currency']);
    assert.deepEqual(hints(times(0.8, week)), [{ kind: 'factor', hundredths: 80 }]);
    assert.deepEqual(kinds(times(1, week)), []);
  });
  it('is no ratio before three spans, nor where one contradicts it, nor for a plan', () => {
    assert.deepEqual(kinds(times(2, [3, 5])), []);
    assert.deepEqual(kinds([...times(2, week), { spent: 4, logged: 4 }]), []);
    assert.deepEqual(kinds([...times(2, week), { spent: 4, logged: 0 }]), []);
    assert.deepEqual(kinds(times(0, week)), []);
  });
  it('is somebody else, where money goes in idle hours alone', () => {
    const idle = { spent: 3, logged: 0 };
    assert.deepEqual(kinds([idle, ...times(1, week), idle]), ['elsewhere']);
    assert.deepEqual(kinds([idle, ...times(1, week)]), []);
    assert.deepEqual(kinds([idle, idle, { spent: 9, logged: 5 }]), []);
    assert.deepEqual(
      kinds([
        { spent: 0.05, logged: 0 },
        { spent: 0.05, logged: 0 },
      ]),
      [],
    );
  });
  it('is calls without tokens, with the name of the tool', () => {
    const found = hints([...times(1, week), { spent: 5, logged: 0, tokens: null }, { spent: 5, logged: 0, tokens: null }]);
    assert.deepEqual(found, [{ kind: 'unmeasured', tools: ['cline'] }]);
  });
  it('is an old price, with its day', () => {
    assert.deepEqual(hints(times(2, week), { checked: '2026-09-01' }), [{ kind: 'twice' }, { kind: 'oldPrices', checked: '2026-09-01' }]);
    assert.deepEqual(kinds(times(1, week), { checked: '2026-09-01' }), []);
  });
  it('waits for what is being booked', () => assert.deepEqual(kinds(times(2, [3, 5, 4]), { settled: false }), []));

  const day = fc.record({ spent: fc.integer({ min: 0, max: 50 }), logged: fc.integer({ min: 0, max: 50 }) });
  it('is nothing where logs account for what was spent', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (logged) => assert.deepEqual(hints(times(1, logged)), []))));
  it('is the same in whatever order the days came', () =>
    fc.assert(fc.property(fc.array(day), (days) => assert.deepEqual(kinds(days), kinds([...days].reverse())))));
  it('finds any ratio that is stable, and says no other', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 900 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3 }), (hundredths, logged) => {
        const found = hints(times(hundredths / 100, logged));
        if (Math.abs(hundredths - 100) <= 5) assert.ok(found.length === 0 || found[0]?.kind === 'factor');
        else assert.equal(found.length, 1, JSON.stringify(found));
        const [first] = found;
        if (first?.kind === 'factor') assert.equal(first.hundredths, hundredths);
        if (first?.kind === 'twice') assert.ok(hundredths >= 190 && hundredths <= 210);
      }),
    ));
  it('accuses nobody', () => {
    const all: readonly Hint[] = [
      { kind: 'twice' },
      { kind: 'half' },
      { kind: 'currency' },
      { kind: 'elsewhere' },
      { kind: 'factor', hundredths: 80 },
      { kind: 'unmeasured', tools: ['cline', 'codex'] },
      { kind: 'cachedTwice', tools: ['claude-code'] },
      { kind: 'oldPrices', checked: '2026-09-01' },
    ];
    for (const hint of all)
      assert.doesNotMatch(
        hintText(hint, (tool) => tool, english),
        /leak|stolen|theft|fraud|!/i,
      );
  });
});
