import assert from 'node:assert/strict';
import { ledgerOf, type Ledger } from '../../../src/core/ledger/ledger';
import type { Runway } from '../../../src/core/ledger/runway';
import type { AlertContext } from '../../../src/core/checks/alerts';
import { exact, hour, minute, start } from '../../support/accounts';
import { failed, named, watchedAccount } from '../../support/watch';

const burning = (runway: Runway): Partial<AlertContext> => ({
  runwayDays: 7,
  ledgers: new Map<string, Ledger>([['USD', { ...ledgerOf([], start, 'UTC'), runway }]]),
});
const days = (low: number): Partial<AlertContext> => burning({ kind: 'days', low, high: null, atMost: false });

describe('a runway that gets short', () => {
  it('once under the days that were asked for, again above 110 % of them', () => {
    const { answer } = watchedAccount();
    assert.deepEqual(
      [30, 7, 6.9, 6, 7.5, 6.9, 7.8, 6.9].map((low) => named(answer('USD 20', days(low)))),
      ['', '', 'runway USD', '', '', '', '', 'runway USD'],
    );
  });
  it('says how many days, and of how much', () => {
    const { answer, now } = watchedAccount();
    answer('USD 20', days(30));
    assert.deepEqual(answer('USD 20', days(3.5)), [
      { rule: 'runway', account: 'work', unit: 'USD', amount: exact('20'), threshold: null, days: 3.5, at: now() },
    ]);
  });
  it('again after a top-up', () => {
    const { answer } = watchedAccount();
    assert.deepEqual(
      [answer('USD 20', days(30)), answer('USD 10', days(5)), answer('USD 14', days(7)), answer('USD 13', days(6))].map(named),
      ['', 'runway USD', '', 'runway USD'],
    );
  });
  it('beside low, as it is another thing', () => {
    const { answer } = watchedAccount();
    answer('USD 20', days(30));
    assert.equal(named(answer('USD 4', days(2))), 'low USD, runway USD');
  });
  // incident 37
  it('never from too little data, and what is not known for once re-arms nothing', () => {
    const { answer } = watchedAccount();
    const contexts = [
      days(30),
      days(3),
      burning({ kind: 'collecting' }),
      days(3),
      { runwayDays: 7 },
      days(3),
      burning({ kind: 'idle' }),
      days(3),
    ];
    assert.deepEqual(
      contexts.map((context) => named(answer('USD 20', context))),
      ['', 'runway USD', '', '', '', '', '', 'runway USD'],
    );
  });
  it('never where no number of days was asked for', () => {
    const { answer } = watchedAccount();
    assert.deepEqual(
      [30, 1].map((low) => named(answer('USD 20', { ...days(low), runwayDays: 0 }))),
      ['', ''],
    );
  });
});

describe('spend while nobody was there', () => {
  /** Readings come a quarter of an hour apart, the first one at a quarter past. */
  const first = start + 15 * minute;
  const told = (lastActiveAt: number | null, ...answers: readonly string[]) => {
    const { answer } = watchedAccount();
    return answers.map((one) => named(answer(one, { lastActiveAt })));
  };
  it('once, until someone was there again', () => {
    const { answer } = watchedAccount();
    const away = { lastActiveAt: first - 5 * hour };
    const back = { lastActiveAt: first + hour };
    assert.deepEqual([answer('USD 20', away), answer('USD 18', away), answer('USD 17', away), answer('USD 16', back)].map(named), [
      '',
      'idleSpend USD',
      '',
      '',
    ]);
    for (let asked = 0; asked < 8; asked += 1) answer('USD 16', back);
    assert.equal(named(answer('USD 15', back)), 'idleSpend USD');
  });
  it('says how much was spent', () => {
    const { answer, now } = watchedAccount();
    answer('USD 20', { lastActiveAt: start - 5 * hour });
    assert.deepEqual(answer('USD 17.5', { lastActiveAt: start - 5 * hour }), [
      { rule: 'idleSpend', account: 'work', unit: 'USD', amount: exact('2.5'), threshold: null, days: null, at: now() },
    ]);
  });
  // incident 36
  it('the hour after someone was there is theirs, as providers book late', () => {
    assert.deepEqual(told(first - hour, 'USD 20', 'USD 18'), ['', '']);
    assert.deepEqual(told(first - hour - 1, 'USD 20', 'USD 18'), ['', 'idleSpend USD']);
  });
  it('no spend, no alert; nor a top-up', () => assert.deepEqual(told(start - 5 * hour, 'USD 20', 'USD 20', 'USD 40'), ['', '', '']));
  it('not while nobody was ever seen', () => assert.deepEqual(told(null, 'USD 20', 'USD 10'), ['', '']));
  it('not from the first reading of a key', () => assert.deepEqual(told(start - 5 * hour, 'USD 20'), ['']));
  it('across a failure', () => {
    const { answer } = watchedAccount();
    const away = { lastActiveAt: start - 5 * hour };
    assert.deepEqual([answer('USD 20', away), answer(failed, away), answer('USD 18', away)].map(named), ['', '', 'idleSpend USD']);
  });
});
