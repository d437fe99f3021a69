import assert from 'node:assert/strict';
import { treeChanges } from '../../../src/core/views/treeChanges';
import type { TreeNode } from '../../../src/core/views/treeNode';

const line = (id: string, label: string, children: readonly TreeNode[] = []): TreeNode => ({ id, role: 'detail', label, children });
const tree = (balance: string, part: string, others: readonly TreeNode[] = []): readonly TreeNode[] => [
  line('provider/a', 'A', [
    line('account/one', 'One', [line('account/one/USD', balance, [line('account/one/USD/paid', part)])]),
    ...others,
  ]),
  line('more', 'More'),
];

describe('treeChanges', () => {
  const before = tree('$5', '$4');
  const cases: readonly (readonly [what: string, after: readonly TreeNode[], changes: ReturnType<typeof treeChanges>])[] = [
    ['nothing', tree('$5', '$4'), []],
    ['one line in the depth', tree('$5', '$3'), ['account/one/USD/paid']],
    ['a line and one below it: the upper brings the lower', tree('$4', '$3'), ['account/one/USD']],
    ['a line that came', tree('$5', '$4', [line('account/two', 'Two')]), ['provider/a']],
    ['the first level', [...tree('$5', '$4'), line('invalid/1', 'Wrong')], 'root'],
    ['the first level in another order', tree('$5', '$4').toReversed(), 'root'],
    ['all that was', [], 'root'],
  ];
  for (const [what, after, changes] of cases) it(`draws again: ${what}`, () => assert.deepEqual(treeChanges(before, after), changes));
});
