import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mistakeText } from '../../../src/core/explained/mistakeText';
import { withPayer, type PayerAnswer } from '../../../src/core/prices/payerAnswer';
import { readUsageEntries } from '../../../src/core/prices/readUsageEntries';
import { english } from '../../../src/core/text/translate';

const secret = 'sk-proj-typedInTheWrongPlace';

describe('what a person says of prices and of who pays', () => {
  it('is read entry by entry: a wrong one is named and the others count', () => {
    const { overrides, bookings, mistakes } = readUsageEntries(
      {
        prices: [{ use: 'plan', tool: 'codex' }, { factor: 'a fifth' }, { facter: 2 }, { factor: 2, account: 'gone' }, 5, { factor: 0.5 }],
        accounts: [{ tool: 'codex', account: 'work' }, { host: 'gw.example.com' }, { tool: 'x', account: 'gone' }],
      },
      ['work'],
    );
    assert.deepEqual([overrides.length, bookings], [2, [{ entry: 0, tool: 'codex', account: 'work' }]]);
    assert.deepEqual(
      mistakes.map((mistake) => mistakeText(mistake, english)),
      [
        'apiBalance.usage.prices, entry 2, "factor": must be a number such as 0.8, not below 0 and without a currency.',
        'apiBalance.usage.prices, entry 3: this field is not known; "factor" may be meant.',
        'apiBalance.usage.prices, entry 5: must be an object in braces.',
        'apiBalance.usage.prices, entry 4, "account": is the id of none of the accounts.',
        'apiBalance.usage.accounts, entry 2, "account": is missing.',
        'apiBalance.usage.accounts, entry 3, "account": is the id of none of the accounts.',
      ],
    );
  });
  it('may be missing, and must be lists', () => {
    assert.deepEqual(readUsageEntries({ prices: undefined, accounts: null }, []), { overrides: [], bookings: [], mistakes: [] });
    const { mistakes } = readUsageEntries({ prices: {}, accounts: 'work' }, []);
    assert.deepEqual(
      mistakes.map((mistake) => mistakeText(mistake, english)),
      ['The setting apiBalance.usage.prices must be a list.', 'The setting apiBalance.usage.accounts must be a list.'],
    );
  });
  it('is never repeated where it is wrong: a key may have been typed there', () => {
    const fields = ['provider', 'account', 'currency', 'from', 'factor', 'use', 'host', 'tool', secret];
    for (const field of fields) {
      const { mistakes } = readUsageEntries({ prices: [{ [field]: secret }], accounts: [{ [field]: secret }] }, []);
      assert.ok(mistakes.length > 0);
      for (const mistake of mistakes) assert.ok(!mistakeText(mistake, english).includes(secret), field);
    }
  });
});

describe('the answer to who pays', () => {
  const of = { tool: 'claude-code', provider: 'anthropic' };
  const others = {
    prices: [{ ...of, use: 'plan', from: '2026-11-01' }, { factor: 2 }, 'nonsense'],
    accounts: [{ tool: 'claude-code', account: 'work' }, 7],
  };

  it('is an entry of its own, in the place of an earlier answer, and leaves all else', () => {
    const plan = withPayer(others, of, { kind: 'plan' });
    assert.deepEqual(plan, { prices: [...others.prices, { ...of, use: 'plan' }], accounts: others.accounts });
    const key = withPayer(plan, of, { kind: 'account', account: 'home' });
    assert.deepEqual(key, {
      prices: others.prices,
      accounts: [...others.accounts, { tool: 'claude-code', host: 'anthropic', account: 'home' }],
    });
    assert.deepEqual(withPayer(key, of, { kind: 'open' }), others);
  });
  it('is the last one that was given, however often it was', () => {
    const answer = fc.constantFrom<PayerAnswer>(
      { kind: 'open' },
      { kind: 'plan' },
      { kind: 'account', account: 'a' },
      { kind: 'account', account: 'b' },
    );
    fc.assert(
      fc.property(fc.array(answer), answer, (before, last) => {
        const all = [...before, last].reduce((lists, one) => withPayer(lists, of, one), withPayer(others, of, { kind: 'open' }));
        assert.deepEqual(all, withPayer(others, of, last));
      }),
    );
  });
});
