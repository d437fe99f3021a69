import assert from 'node:assert/strict';
import type { Cap, Reading, Spend } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import { errorKinds } from '../../../src/core/model/providerError';
import { balanceLogLines } from '../../../src/core/notify/balanceLogLines';
import { accountOf, cap, exact, held, hour, minute, readingOf, start } from '../../support/accounts';
import { readFixtures } from '../../support/fixture';
import { runFixture } from '../../support/fixtureOutcome';
import { randomFrom } from '../../support/randomFrom';
import { host } from '../../support/watch';

/** `TIME id UNIT name=value … state=STATE`, where each value is a word without a blank. */
const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [\w.-]+ \S+( [A-Za-z_]+=[^\s=]+)* state=(ok|low|exhausted|unavailable|unknown|failed)$/;
const linesOf = (reading: Reading, at = start): readonly string[] => balanceLogLines(accountOf(), { ok: true, reading }, at);
const spent = (window: Spend['window'], amount: string | null, more: Partial<Spend> = {}): Spend => ({
  unit: unit('USD'),
  window,
  amount: amount === null ? null : exact(amount),
  ...more,
});

describe('each line of a balance log', () => {
  for (const { provider, name } of readFixtures()) {
    it(`has a time, an account and a state: ${provider}/${name}`, async () => {
      const { outcome } = await runFixture(provider, name);
      const lines = balanceLogLines(accountOf(), outcome, start);
      assert.ok(lines.length > 0);
      for (const line of lines) assert.match(line, shape);
      if (!outcome.ok) return void assert.match(lines.join(''), /^[^\n]* - error=\w+ state=\w+$/);
      const { balances, caps, spend } = outcome.reading;
      if ([...balances, ...caps, ...spend].length > 0)
        for (const line of lines) assert.match(line, / (available|available_at_most|cap_remaining|spent_\w+)=(-?\d|unknown)/);
    });
  }
  it('of every failure', () => {
    for (const kind of errorKinds)
      assert.deepEqual(
        balanceLogLines(accountOf(), { ok: false, error: { kind, host } }, start).map((line) => shape.test(line)),
        [true],
      );
  });
  it('is one, whatever a unit is called', () => {
    for (const name of ['a\nb', 'a\r\nCNY available=999999.00 state=ok', 'x\u2028y', 'x\u2029y', 'a b\tc', '=', 'ok state=ok']) {
      const lines = linesOf(readingOf([{ ...held('USD', '1'), unit: unit(name) }], { caps: [], spend: [] }));
      assert.equal(lines.length, 1);
      assert.doesNotMatch(lines[0] ?? '', /[\n\r\u2028\u2029\t]/);
      assert.equal(lines[0]?.split(' ').length, 5, lines[0]);
    }
  });
  it('names each window of spend that is known, and its bound', () => {
    assert.deepEqual(
      linesOf(
        readingOf([], { spend: [spent('day', '0.5'), spent('week', null), spent('month', '7', { atLeast: true }), spent('total', '-1')] }),
      ),
      ['2023-11-14T22:13:20Z work USD spent_day=0.50 spent_week=unknown spent_month_at_least=7.00 spent_total=-1.00 state=ok'],
    );
  });
  it('names whose cap it is', () => {
    const caps: readonly Cap[] = [cap('16'), { ...cap('3'), owner: 'team' }];
    assert.deepEqual(
      linesOf(readingOf([], { caps })).map((line) => line.split(' ').slice(2).join(' ')),
      [
        'USD cap_remaining=16.00 cap_limit=20.00 cap_resets=monthly state=low',
        'USD cap_remaining=3.00 cap_limit=20.00 cap_of=team cap_resets=monthly state=low',
      ],
    );
  });
  it('of a row that was true long ago says when, from a minute on', () => {
    const of = (age: number): string => linesOf(readingOf([held('USD', '9', {}, start - age)]))[0] ?? '';
    for (const age of [0, 30_000, -hour]) assert.doesNotMatch(of(age), / at=/);
    for (const age of [2 * minute, hour, 400 * 24 * hour]) assert.match(of(age), / at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ state=/);
    assert.doesNotMatch(linesOf(readingOf([held('USD', null, {}, start - hour)]))[0] ?? '', / at=/, 'nothing was true then');
  });
  it('holds the exact amount', () => {
    const random = randomFrom(12);
    for (let round = 0; round < 200; round += 1) {
      const text = ((random() - 0.3) * 10 ** Math.floor(random() * 9)).toFixed(6);
      const [line = ''] = linesOf(readingOf([held('USD', text)]));
      assert.equal(exact(/available=(\S+)/.exec(line)?.[1] ?? ''), exact(text));
    }
  });
});
