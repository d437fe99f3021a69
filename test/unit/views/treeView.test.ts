import assert from 'node:assert/strict';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { unit } from '../../../src/core/money/money';
import { lineTarget, type TreeNode } from '../../../src/core/views/treeNode';
import { accountsTree, providersTree } from '../../../src/core/views/treeView';
import * as providers from '../../../src/providers';
import { exact, factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { ageOf, displayAt } from '../../support/surfaces';
import { idOf } from '../../support/ids';

const hourAgo = ageOf(start, start + hour);
const { deepseek, openrouter } = providers;
const all = Object.values(providers);
const host = 'api.deepseek.com';
const usd = unit('USD');
const full = readingOf([held('CNY', '110', { paid: '100', granted: '10' }), held('USD', '0', { paid: '0', granted: '0' })], {
  caps: [
    { unit: usd, limit: exact('20'), remaining: exact('3'), resets: 'daily' },
    { unit: usd, limit: null, remaining: null, resets: 'unknown' },
  ],
  spend: [
    { unit: usd, window: 'day', amount: exact('1') },
    { unit: unit('CNY'), window: 'day', amount: exact('7') },
    { unit: usd, window: 'total', amount: null },
  ],
});
const tree = (snapshot: Partial<Snapshot>, now = start, label = 'Work') => accountsTree([factsOf(snapshot, { label })], [], displayAt(now));
const flat = (nodes: readonly TreeNode[]): readonly TreeNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const find = (nodes: readonly TreeNode[], id: string): TreeNode => {
  const found = flat(nodes).find((node) => node.id === id);
  assert.ok(found, `${id} is there`);
  return found;
};

describe('treeView', () => {
  it('is empty without an account, so that the welcome shows', () => assert.deepEqual(accountsTree([], [], displayAt(start)), []));

  it('has a row for each account, what needs the person first, and its balances and parts below', () => {
    const shown = accountsTree(
      [
        factsOf({}, { id: idOf('second'), label: 'Second' }),
        factsOf({}, { id: idOf('router'), label: openrouter.name }, openrouter),
        factsOf({ reading: full }),
      ],
      [],
      displayAt(start),
    );
    assert.deepEqual(
      shown.map(({ label, open }) => [label, open]),
      [
        ['DeepSeek · Work', false],
        ['DeepSeek · Second', false],
        ['OpenRouter', false],
      ],
    );
    const lines = flat(find(shown, 'account/work').children).map(({ label, description = '' }) => `${label}: ${description}`);
    assert.deepEqual(lines, [
      'Low: $3.00 left of the key cap is at or under $5.00',
      'Balance CNY: ¥110.00',
      'Paid: ¥100.00',
      'Granted: ¥10.00',
      'Balance USD: $0.00',
      'Paid: $0.00',
      'Granted: $0.00',
      'Key cap: $3.00 left of $20.00',
      'Key cap: unknown left of unknown',
      'Spent today (UTC): $1.00',
      'Spent today (UTC): ¥7.00',
      'Spent in total: unknown',
      'Checked: just now',
    ]);
  });

  it('lists the providers that the person has no account at, in groups', () => {
    const shown = providersTree([factsOf({}), factsOf({}, { id: idOf('router') }, openrouter)], all, displayAt(start));
    assert.deepEqual(
      shown
        .flatMap(({ children }) => children)
        .map(({ id }) => lineTarget(id).provider)
        .sort(),
      all
        .filter((provider) => provider !== deepseek && provider !== openrouter)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('gives every line an id of its own, stable from check to check and for every order of rows', () => {
    const ids = (nodes: readonly TreeNode[]) => flat(nodes).map(({ id }) => id);
    const before = ids(tree({ reading: full }));
    assert.equal(new Set(before).size, before.length, before.join('\n'));
    const shuffled = { ...full, at: start + hour, balances: [...full.balances].reverse() };
    assert.deepEqual([...ids(tree({ reading: shuffled }, start + hour))].sort(), [...before].sort());
  });

  for (const [what, snapshot, now, description, icon] of [
    ['nothing yet', {}, start, ['not checked yet'], 'circle-outline'],
    ['the first check', { checking: true }, start, ['not checked yet'], 'loading~spin'],
    ['a fresh balance', { reading: full, checkedAt: start }, start, ['¥110.00', 'Low'], 'warning'],
    ['a failure', { error: { kind: 'timeout', host } }, start, ['no answer in time'], 'warning'],
    ['a failure over a balance', { reading: full, error: { kind: 'timeout', host } }, start + hour, ['¥110.00', 'Low', hourAgo], 'warning'],
    ['an old balance', { reading: readingOf([held('CNY', '110')]) }, start + hour, ['¥110.00', hourAgo], 'pass'],
  ] as const) {
    it(`${what}: ${description.join(' · ')}`, () => {
      const node = find(tree(snapshot, now), 'account/work');
      assert.deepEqual(node.description?.split(' · ').sort(), [...description].sort());
      assert.equal(node.icon, icon);
      assert.match(node.words ?? '', /^DeepSeek · Work, /);
    });
  }

  // incident 19
  it('keeps balances under a failure, which says why and is the first line', () => {
    const [problem, reason, balance] = find(
      tree({ reading: full, error: { kind: 'timeout', host } }, start + hour),
      'account/work',
    ).children;
    assert.deepEqual([problem?.role, problem?.action, balance?.description], ['problem', 'checkAgain', '¥110.00']);
    assert.deepEqual([reason?.label, reason?.description], ['Low', '$3.00 left of the key cap is at or under $5.00']);
    assert.match(problem?.label ?? '', /did not answer in time/);
  });
  // incident 7
  it('gives a balance that was carried over its age on its own line', () => {
    const merged = readingOf([held('CNY', '31', {}, start + hour), held('USD', '500')], {
      at: start + hour,
      problems: [{ kind: 'unexpectedResponse', host }],
    });
    assert.equal(find(tree({ reading: merged }, start + hour), 'account/work/USD').description, `$500.00 (${hourAgo})`);
  });
  // incident 20
  it('never shows a zero for what is unknown', () => {
    const unknown = readingOf([{ ...held('CNY', null), parts: [{ kind: 'paid', amount: null }] }], {
      problems: [{ kind: 'unexpectedResponse', host }],
    });
    assert.deepEqual(
      flat(find(tree({ reading: unknown }), 'account/work').children)
        .slice(1)
        .map(({ description }) => description),
      ['CNY unknown', 'unknown'],
    );
  });

  it('shows an entry that cannot be used, and works without any other', () => {
    const shown = accountsTree(
      [],
      [
        { position: 2, id: null, reasons: ['A.', 'B.'] },
        { position: 3, id: idOf('home'), reasons: ['C.'] },
      ],
      displayAt(start),
    );
    assert.deepEqual(
      shown.map(({ role }) => role),
      ['invalid', 'invalid'],
    );
    assert.deepEqual(
      shown.map(({ label, description }) => [label, description]),
      [
        ['Account #2 cannot be used', 'A. B.'],
        ['Account home cannot be used', 'C.'],
      ],
    );
  });

  it('shows a name as it was written: lines of the tree are plain text', () => {
    for (const label of awkwardLabels)
      assert.equal(find(tree({ reading: full }, start, label), 'account/work').label, `DeepSeek · ${label}`);
  });
});
