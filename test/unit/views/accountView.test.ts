import assert from 'node:assert/strict';
import { accountView, partName, stateName, titleOf } from '../../../src/core/views/accountView';
import { amountText } from '../../../src/core/views/amountText';
import { shortTime } from '../../../src/core/time/formatTime';
import { staleAfter } from '../../../src/core/time/age';
import { formatMoney } from '../../../src/core/money/formatMoney';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { exact, factsOf, held, hour, minute, readingOf, start } from '../../support/accounts';
import { windowName } from '../../../src/core/views/spendWindow';
import { ageOf, displayAt } from '../../support/surfaces';

const hourAgo = ageOf(start, start + hour);
const host = 'api.deepseek.com';
const rich = readingOf([held('CNY', '110'), held('USD', '0')]);
const view = (snapshot: Partial<Snapshot>, now = start) => accountView(factsOf(snapshot), displayAt(now));
const cap = { unit: unit('USD'), limit: exact('20'), remaining: exact('16.63'), resets: 'never' } as const;

describe('accountView', () => {
  it('shows a fresh balance with its age, the others beside it', () => {
    const { amount, otherBalances, age, stale, state, problem } = view({ reading: rich, checkedAt: start });
    assert.deepEqual(
      { amount, otherBalances, age, stale, state, problem },
      { amount: '¥110.00', otherBalances: ['$0.00'], age: 'just now', stale: false, state: 'ok', problem: null },
    );
  });

  // incident 20
  it('shows nothing where nothing is known, and never a zero', () => {
    for (const snapshot of [
      {},
      { checking: true },
      { error: { kind: 'timeout', host }, checkedAt: start },
      { reading: readingOf([held('CNY', null)]), checkedAt: start },
    ] as const) {
      const { amount, age, at, stale } = view(snapshot);
      assert.deepEqual({ amount, age, at, stale }, { amount: null, age: null, at: null, stale: false });
    }
    assert.deepEqual(view({ reading: readingOf([held('CNY', null), held('USD', null)]) }).otherBalances, ['CNY unknown', 'USD unknown']);
  });

  // incident 19, incident 21
  it('keeps the last amount after a failure, with its age and the reason', () => {
    const { amount, age, stale, state, problem } = view(
      { reading: rich, error: { kind: 'unreachable', host }, checkedAt: start + hour },
      start + hour,
    );
    assert.deepEqual(
      { amount, age, stale, state, action: problem?.action },
      { amount: '¥110.00', age: hourAgo, stale: true, state: 'ok', action: 'checkNetwork' },
    );
  });
  it('looks stale at once after a failure, however young the amount is', () =>
    assert.ok(view({ reading: rich, error: { kind: 'timeout', host } }).stale));
  it('looks stale with time, without anybody asking', () => {
    assert.deepEqual(
      [staleAfter - 1, staleAfter].map((ms) => view({ reading: rich }, start + ms).stale),
      [false, true],
    );
  });

  // incident 7
  it('gives an amount that a partial failure carried over its own age', () => {
    const merged = readingOf([held('CNY', '110')], { at: start + hour, problems: [{ kind: 'serverError', host, status: 503 }] });
    const { age, stale, problem } = view({ reading: merged, checkedAt: start + hour }, start + hour + minute);
    assert.deepEqual({ age, stale, action: problem?.action }, { age: hourAgo, stale: true, action: 'checkAgainLater' });
  });
  it('gives a second balance that was carried over its own age too', () => {
    const merged = readingOf([held('CNY', '110', {}, start + hour), held('USD', '5')], {
      at: start + hour,
      problems: [{ kind: 'unexpectedResponse', host }],
    });
    const { amount, age, otherBalances } = view({ reading: merged, checkedAt: start + hour }, start + hour);
    // The one nearer its threshold stands for the account; it is the older one.
    assert.deepEqual({ amount, age, otherBalances }, { amount: '$5.00', age: hourAgo, otherBalances: ['¥110.00'] });
    const other = readingOf([held('CNY', '31', {}, start + hour), held('USD', '500')], {
      at: start + hour,
      problems: [{ kind: 'unexpectedResponse', host }],
    });
    assert.deepEqual(view({ reading: other }, start + hour).otherBalances, [`$500.00 (${hourAgo})`]);
  });

  // incident 43
  it('is exhausted when the provider refuses for lack of money, whatever it said before', () => {
    const refusal = { kind: 'forbidden', host, status: 402 } as const;
    assert.deepEqual([view({ error: refusal }).state, view({ reading: rich, error: refusal }).state], ['exhausted', 'exhausted']);
    assert.equal(view({ reading: rich, error: { ...refusal, status: 403 } }).state, 'ok');
  });

  // incident 6
  it('shows what a key cap leaves where no balance is reported, and says that it is one', () => {
    assert.equal(view({ reading: readingOf([], { caps: [cap] }) }).amount, '$16.63 of key cap');
    assert.equal(view({ reading: readingOf([held('USD', '0.13')], { caps: [cap] }) }).amount, '$0.13');
    assert.equal(view({ reading: readingOf([], { caps: [{ ...cap, remaining: null }] }) }).amount, null);
  });

  it('is never just now where it is from before this window, which counts no minutes then', () => {
    const { age, stale } = view({ reading: rich, checkedAt: start, isFromBefore: true });
    assert.deepEqual({ age, stale }, { age: shortTime(start, displayAt(start)), stale: true });
  });

  // incident 18
  it('says no nonsense of a reading from the future', () => {
    const { age, stale } = view({ reading: rich }, start - 2 * hour);
    assert.deepEqual({ age, stale }, { age: 'just now', stale: false });
  });

  it('uses the person’s own thresholds over the default ones', () => {
    const facts = factsOf({ reading: rich }, { lowBalance: { CNY: exact('200') } });
    assert.equal(accountView(facts, displayAt(start)).state, 'low');
  });
});

describe('words', () => {
  // incident 8
  for (const [amount, text] of [
    ['-31.15', '¥31.15 owed'],
    ['-0.004', '¥0.004 owed'],
    ['0', '¥0.00'],
    ['-0', '¥0.00'],
    ['110', '¥110.00'],
  ] as const) {
    it(`${amount} is ${text}`, () => assert.equal(amountText(exact(amount), unit('CNY'), displayAt(start)), text));
  }
  for (const locale of ['zh-CN', 'de', 'fr', 'pt-BR', 'ar', 'sv']) {
    it(`a debt has no sign beside the word in ${locale}`, () =>
      assert.equal(
        amountText(exact('-31.15'), unit('CNY'), { ...displayAt(start), locale }),
        `${formatMoney(exact('31.15'), unit('CNY'), locale)} owed`,
      ));
  }
  it('nothing known is unknown', () => assert.equal(amountText(null, unit('CNY'), displayAt(start)), 'unknown'));
  it('a label that only repeats the provider is left out of the title', () => {
    assert.equal(titleOf(factsOf({}, { label: 'DeepSeek' })), 'DeepSeek');
    assert.equal(titleOf(factsOf({})), 'DeepSeek · Work');
  });
  it('names each part, window and state differently', () => {
    const names = [
      ...(['paid', 'granted', 'creditLine', 'owed', 'frozen'] as const).map((kind) => partName(kind, english)),
      ...(['day', 'week', 'month', 'total'] as const).map((window) => windowName(window, start, displayAt(start))),
      ...(['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed'] as const).map((state) => stateName(state, english)),
    ];
    assert.equal(new Set(names).size, 15);
  });
});
