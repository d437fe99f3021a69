import assert from 'node:assert/strict';
import { mistakeText } from '../../../src/core/explained/mistakeText';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { readUsageEntries } from '../../../src/core/prices/readUsageEntries';
import { strangeNames } from '../../../src/core/prices/strangeNames';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import * as readers from '../../../src/usage';

const meant = meantBy(Object.values(providers));
const tools = Object.values(readers).map(({ id }) => id);

function told(prices: readonly unknown[], accounts: readonly unknown[] = []): readonly string[] {
  const read = readUsageEntries({ prices, accounts }, ['work']);
  assert.deepEqual(read.mistakes, []);
  return strangeNames(read, tools, meant).map((mistake) => mistakeText(mistake, english));
}

describe('names in what a person says of prices', () => {
  it('are told where nothing here has them, by the place of their entry', () => {
    assert.deepEqual(
      told(
        [
          { use: 'plan', tool: 'codex' },
          { use: 'plan', tool: 'claude-cod' },
          { use: 'plan', tool: 'sk-typed-by-mistake' },
          { provider: 'gw.example.com', priceAs: 'deepsek' },
          // A provider that there is, and no price of it.
          { provider: 'gw.example.com', priceAs: 'novita' },
          { model: 'a', alias: 'b' },
          { model: 'b', alias: 'a' },
        ],
        [
          { tool: 'codex', account: 'work' },
          { tool: 'codx', account: 'work' },
        ],
      ),
      [
        'apiBalance.usage.prices, entry 2, "tool": is not known here; "claude-code" may be meant.',
        'apiBalance.usage.prices, entry 3, "tool": is not known here.',
        'apiBalance.usage.prices, entry 4, "priceAs": is not known here.',
        'apiBalance.usage.prices, entry 5, "priceAs": is not known here.',
        'apiBalance.usage.prices, entry 6, "alias": is not known here.',
        'apiBalance.usage.prices, entry 7, "alias": is not known here.',
        'apiBalance.usage.accounts, entry 2, "tool": is not known here; "codex" may be meant.',
      ],
    );
  });
  it('keep their place where entries before them are wrong', () => {
    const { overrides, bookings } = readUsageEntries({ prices: [{ factor: 'a' }, { use: 'plan', tool: 'x-y-z' }], accounts: null }, []);
    assert.deepEqual(
      strangeNames({ overrides, bookings }, tools, meant).map(({ path }) => path),
      [['prices', 1, 'tool']],
    );
  });
  it('are those of this program, of its providers, and of the tables of prices, however they are written', () => {
    assert.deepEqual(
      told([
        ...tools.map((tool) => ({ tool, use: 'plan' })),
        ...['deepseek', 'DeepSeek', 'api.deepseek.com', 'mistral', 'moonshot', 'anthropic'].map((priceAs) => ({ provider: 'gw', priceAs })),
        ...['claude-haiku-4-5', 'Claude-Haiku-4-5', 'deepseek-flash'].map((alias) => ({ model: 'x', alias })),
      ]),
      [],
    );
  });
  it('may be anything beside prices of one’s own, and where they are of what logs have', () => {
    const prices = { currency: 'USD', prices: { input: 1, output: 2 } };
    assert.deepEqual(
      told([
        { model: 'x', alias: 'y', priceAs: 'z', ...prices },
        { provider: 'any', model: 'any-*', factor: 2 },
      ]),
      [],
    );
    assert.deepEqual(told([], [{ host: 'any.example.com', account: 'work' }]), []);
  });
});
