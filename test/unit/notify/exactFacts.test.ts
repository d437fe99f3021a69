import assert from 'node:assert/strict';
import { summaryMessage } from '../../../src/core/notify/summary';
import { unit } from '../../../src/core/money/money';
import type { AccountFacts } from '../../../src/core/views/accountView';
import { anthropic, moonshot } from '../../../src/providers';
import { cap, exact, factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { exactSum, postedJson, type PostedAccount } from '../../support/postedJson';
import { displayAt } from '../../support/surfaces';
import { host } from '../../support/watch';

const iso = (at: number): string => new Date(at).toISOString();
const usd = unit('USD');
const exactOf = (facts: AccountFacts, now = start): PostedAccount => {
  const [line] = postedJson(summaryMessage([facts], displayAt(now))).lines;
  assert.ok(line);
  return line.exact;
};

describe('the exact facts of an account in a message', () => {
  it('are its amounts to the last digit, with threshold and parts that make up the whole', () => {
    const reading = readingOf([held('USD', '49.58893', { paid: '3.00001', granted: '46.58892' }), held('CNY', '0.000001')]);
    const { balances, ...rest } = exactOf(factsOf({ reading }, { label: 'Kimi' }, moonshot));
    assert.deepEqual(rest, {
      id: 'work',
      label: 'Kimi',
      provider: 'moonshot',
      state: 'low',
      checkedAt: iso(start),
      at: iso(start),
      error: null,
      failingSince: null,
      caps: [],
      spend: [],
      estimate: null,
    });
    assert.deepEqual(
      balances.map(({ available, threshold, low, at }) => [available, threshold, low, at]),
      [
        ['0.000001', '30.00', true, iso(start)],
        ['49.58893', '5.00', false, iso(start)],
      ],
    );
    const [, usdBalance] = balances;
    assert.deepEqual(
      usdBalance?.parts.map(({ kind }) => kind),
      ['paid', 'granted'],
    );
    assert.equal(exactSum(usdBalance.parts.map(({ amount }) => amount)), 49_588_930n);
  });
  it('keep the largest amounts that no float could hold', () => {
    const { balances } = exactOf(factsOf({ reading: readingOf([held('USD', '8999999999.999999')]) }));
    assert.equal(balances[0]?.available, '8999999999.999999');
  });
  it('say null of what is not known, and mark bounds', () => {
    const reading = readingOf([{ ...held('USD', '20', { paid: '20' }), atMost: true }, held('CNY', null)], {
      spend: [{ unit: usd, window: 'month', amount: exact('3'), atLeast: true }],
    });
    const { balances, spend } = exactOf(factsOf({ reading }));
    assert.deepEqual(
      balances.map(({ unit: of, available, atMost, low }) => [of, available, atMost, low]),
      [
        ['USD', '20.00', true, false],
        ['CNY', null, undefined, null],
      ],
    );
    assert.deepEqual(spend, [{ unit: 'USD', window: 'month', amount: '3.00', atLeast: true }]);
  });
  it('count own money alone for low, and have no threshold in a unit without one', () => {
    const reading = readingOf([held('USD', '104', { paid: '4', creditLine: '100' }), held('points', '1')]);
    assert.deepEqual(
      exactOf(factsOf({ reading })).balances.map(({ threshold, low }) => [threshold, low]),
      [
        ['5.00', true],
        [null, false],
      ],
    );
  });
  it('call nothing left low where no threshold is, unless calls go on and are billed', () => {
    const used = { ...held('points', '0'), overage: 'unlimited' as const };
    assert.equal(exactOf(factsOf({ reading: readingOf([held('points', '0')]) })).balances[0]?.low, true);
    const [balance] = exactOf(factsOf({ reading: readingOf([used]) })).balances;
    assert.deepEqual([balance?.low, balance?.overage], [false, 'unlimited']);
  });
  it('keep caps apart from money, each with its threshold', () => {
    const caps = [cap('3.2'), { ...cap(null), owner: 'team', resetsAt: start + hour } as const];
    const facts = factsOf({ reading: readingOf([held('USD', '74.5')], { caps }) });
    assert.deepEqual(exactOf(facts).caps, [
      { unit: 'USD', limit: '20.00', remaining: '3.20', resets: 'monthly', threshold: '5.00', low: true },
      {
        unit: 'USD',
        limit: '20.00',
        remaining: null,
        resets: 'monthly',
        owner: 'team',
        resetsAt: iso(start + hour),
        threshold: '5.00',
        low: null,
      },
    ]);
    assert.equal(exactOf(facts).state, 'low');
  });
  it('name an estimate as what it is', () => {
    const estimate = { unit: usd, amount: exact('9.5'), at: start - hour, spentThatDay: exact('1') };
    const reading = readingOf([], { spend: [{ unit: usd, window: 'day', amount: exact('7.25') }] });
    const found = exactOf(factsOf({ reading }, { estimate }, anthropic));
    assert.deepEqual(
      [found.balances, found.estimate],
      [[], { unit: 'USD', amount: '3.25', enteredAt: iso(start - hour), threshold: '5.00', low: true }],
    );
    assert.equal(found.state, 'low');
  });

  const reading = readingOf([held('USD', '20')]);
  const refused = { kind: 'unauthorized', host, status: 401 } as const;
  for (const [what, facts, now, expected] of [
    ['well', factsOf({ reading }), start, ['ok', null, null, iso(start)]],
    [
      'refused, with an older amount',
      factsOf({ reading, error: refused, failingSince: start + hour, checkedAt: start + hour }),
      start + 2 * hour,
      ['failed', 'unauthorized', iso(start + hour), iso(start)],
    ],
    [
      'refused from the start',
      factsOf({ error: refused, failingSince: start, checkedAt: start }),
      start,
      ['failed', 'unauthorized', iso(start), null],
    ],
    ['not checked for long', factsOf({ reading }), start + 4 * hour, ['unknown', null, null, iso(start)]],
    ['never checked', factsOf({}), start, ['unknown', null, null, null]],
    [
      'low while checks fail',
      factsOf({ reading: readingOf([held('USD', '4')]), error: refused, failingSince: start, checkedAt: start }),
      start,
      ['low', 'unauthorized', iso(start), iso(start)],
    ],
  ] as const)
    it(`say ok of what is known now alone: ${what}`, () => {
      const { state, error, failingSince, at } = exactOf(facts, now);
      assert.deepEqual([state, error, failingSince, at], expected);
    });
});
