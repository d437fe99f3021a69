import assert from 'node:assert/strict';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { accountsByNeed } from '../../../src/core/views/byNeed';
import { tooltipView } from '../../../src/core/views/tooltipView';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { awkwardLabels } from '../../support/labels';
import { ageOf, displayAt } from '../../support/surfaces';

const host = 'api.deepseek.com';
const account = (label: string, snapshot: Partial<Snapshot>, index = 0) => factsOf(snapshot, { id: idOf(`a${index}`), label });
const holding = (amount: string, unit = 'CNY') => ({ reading: readingOf([held(unit, amount)]) });
const tooltip = (...accounts: ReturnType<typeof account>[]) => tooltipView(accountsByNeed(accounts, displayAt(start + hour)), english);

describe('the tooltip', () => {
  for (const [what, snapshot, left, state] of [
    ['a balance', holding('110'), '¥110.00', 'OK'],
    ['a low one', holding('12'), '¥12.00', 'Low'],
    ['a failure over a balance', { ...holding('110'), error: { kind: 'timeout', host } }, '¥110.00', 'Check failed'],
    ['a failure over a low one', { ...holding('12'), error: { kind: 'timeout', host } }, '¥12.00', 'Low'],
    ['a refused key', { error: { kind: 'unauthorized', host } }, '–', 'key refused'],
    ['no money and no amount', { error: { kind: 'forbidden', host, status: 402 } }, '–', 'Exhausted'],
    ['nothing yet', {}, '–', 'not checked yet'],
    ['a check', { checking: true }, '–', 'checking…'],
  ] as const) {
    it(`says of ${what}: ${left}, ${state}`, () => {
      const [row] = tooltip(account('Work', snapshot)).rows;
      const checked = 'reading' in snapshot ? ageOf(start, start + hour) : '';
      assert.deepEqual(row, { accountId: 'a0', name: 'DeepSeek · Work', left, state, checked });
    });
  }

  it('has eight rows at most, those that need the person first, and counts the others', () => {
    const { rows, more } = tooltip(
      ...Array.from({ length: 200 }, (_, index) => account(`Work ${index}`, holding(index === 150 ? '0' : '110'), index)),
    );
    assert.deepEqual([rows.length, more, rows[0]?.name], [8, 192, 'DeepSeek · Work 150']);
  });

  it('shows all balances where there is room, and else how many more there are', () => {
    const balances = [held('CNY', '105'), held('USD', '500'), held('EUR', '1')];
    const left = (count: number) => tooltip(account('Work', { reading: readingOf(balances.slice(0, count)) })).rows[0]?.left;
    assert.deepEqual([left(2), left(3)], ['¥105.00, $500.00', '¥105.00 +2']);
  });

  it('has nothing in it that is too long for its column', () => {
    for (const label of [...awkwardLabels, 'x'.repeat(200), '公'.repeat(200)])
      for (const unit of ['CNY', 'averyveryverylongunitofmoneys', 'credits']) {
        const [row] = tooltip(account(label, holding('9000000000', unit))).rows;
        const lengths = [row?.name, row?.left, row?.state].map((text) => Array.from(text ?? '').length);
        assert.ok((lengths[0] ?? 99) <= 22 && (lengths[1] ?? 99) <= 20 && (lengths[2] ?? 99) <= 18, JSON.stringify(row));
      }
  });
});
