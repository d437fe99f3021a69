import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SeriesBucket } from '../../../src/core/history/historyStore';
import { accountCard } from '../../../src/core/views/accountCard';
import { accountView } from '../../../src/core/views/accountView';
import { sparkline } from '../../../src/core/views/sparkline';
import { exact, factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { displayAt } from '../../support/surfaces';

const span = { from: start, to: start + 720 * hour };
const bucket = (at: number, amount: string): SeriesBucket => {
  const micros = exact(amount);
  return { from: start + at * hour, to: start + at * hour, min: micros, max: micros, last: micros };
};
const buckets = [bucket(-5, '110'), bucket(10, '100'), bucket(300, '70.5'), bucket(700, '76.18')];
const view = accountView(factsOf({ reading: readingOf([held('CNY', '12'), held('USD', '3')]) }, { pinnedUnit: 'CNY' }), displayAt(start));

describe('the card of an account', () => {
  it('says all balances, why it is in its state, its course in words, and its time', () => {
    assert.deepEqual(accountCard(view, 'CNY', buckets, displayAt(start)), {
      title: 'DeepSeek · Work',
      lines: ['¥12.00, $3.00', 'Low: ¥12.00 is at or under ¥30.00', 'Checked: just now'],
      course: '30 days: between ¥70.50 and ¥110.00',
    });
  });
  it('has no course where amounts are hidden, or where there is none', () => {
    assert.equal(accountCard(view, 'CNY', buckets, { ...displayAt(start), hidden: true }).course, null);
    assert.equal(accountCard(view, 'CNY', buckets.slice(0, 1), displayAt(start)).course, null);
    assert.equal(accountCard(view, null, [], displayAt(start)).course, null);
  });
});

describe('the line of 30 days', () => {
  const size = { width: 320, height: 48, color: '#005fb8' };
  it('is made of steps, from what stood before its first day to its last', () => {
    assert.equal(
      sparkline(buckets, { ...span, ...size }),
      '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="48"><path d="M2 2H2V2H6.4V13.1H133.7V46H309.2V39.7H318" fill="none" stroke="#005fb8" stroke-width="1.5"/></svg>',
    );
  });
  it('is none of a single reading', () => assert.equal(sparkline(buckets.slice(0, 1), { ...span, ...size }), ''));
  it('stays within its picture, whatever the balance did', () => {
    const anyBucket = fc.record({ at: fc.integer({ min: -100, max: 720 }), amount: fc.integer({ min: -9e9, max: 9e9 }) });
    fc.assert(
      fc.property(fc.array(anyBucket, { minLength: 2, maxLength: 61 }), (all) => {
        const sorted = all.sort((a, b) => a.at - b.at).map(({ at, amount }) => bucket(at, String(amount)));
        const svg = sparkline(sorted, { ...span, ...size });
        assert.doesNotMatch(svg, /NaN|Infinity/);
        for (const [, axis = '', pixels = ''] of svg.matchAll(/([HV])(-?[\d.]+)/g))
          assert.ok(Number(pixels) >= 2 && Number(pixels) <= (axis === 'H' ? 318 : 46), svg);
        assert.ok(svg.length < 4_000, 'a hover is cut at 100,000 characters');
      }),
    );
  });
});
