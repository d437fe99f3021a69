import assert from 'node:assert/strict';
import { messageAccounts, postedLogLine } from '../../../src/core/notify/postedLogLine';
import type { Message } from '../../../src/core/notify/message';
import { alertMessage, summaryMessage } from '../../../src/core/notify/summary';
import { factsOf } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { displayAt } from '../../support/surfaces';
import { awkwardLabels } from '../../support/labels';

const at = Date.parse('2026-01-29T09:00:00.250Z');
const message: Message = { kind: 'summary', title: 'API balances: all is well', lines: [], at };

describe('what the log has of a message that was taken', () => {
  for (const [what, channel, of, line] of [
    ['a summary', 'team', message, '2026-01-29T09:00:00Z - - posted=summary channel=team title="API balances: all is well"'],
    [
      'an alert to the address of the command line',
      '',
      { ...message, kind: 'alert', title: 'Work is low: $4.00 left.' },
      '2026-01-29T09:00:00Z - - posted=alert title="Work is low: $4.00 left."',
    ],
    [
      'one that waited says of when it is',
      'team',
      { ...message, at: at - 2 * 3_600_000 },
      '2026-01-29T09:00:00Z - - posted=summary channel=team at=2026-01-29T07:00:00Z title="API balances: all is well"',
    ],
    [
      'one of an older version, without a time',
      'team',
      { kind: 'summary', title: 'Balances', lines: [] },
      '2026-01-29T09:00:00Z - - posted=summary channel=team title="Balances"',
    ],
  ] as const)
    it(what, () => assert.equal(postedLogLine(channel, of, at), line));

  const evil = ['x available=5 state=low', 'a "quoted" \\ name', 'two\nlines\r\nof text', ...awkwardLabels];
  for (const title of evil)
    it(`is one line in which no name looks like an amount: ${JSON.stringify(title)}`, () => {
      const line = postedLogLine('team', { ...message, title }, at);
      assert.doesNotMatch(line, /[\n\r]/);
      assert.deepEqual(
        [...line.matchAll(/(\w+)=/g)].map(([, name]) => name),
        ['posted', 'channel', 'title'],
      );
      const [, , unit, ...words] = line.split(' ');
      assert.equal(unit, '-');
      assert.ok(!words.some((word) => /^(available|state|error)=/.test(word)));
      const read: unknown = JSON.parse(/title=(.*)$/s.exec(line)?.[1] ?? '');
      assert.equal(typeof read, 'string', 'the title can be read back');
    });
});

describe('whose log has it', () => {
  const facts = ['a', 'b'].map((id) => factsOf({}, { id: idOf(id) }));
  const alert = { rule: 'checkFailing', account: idOf('b'), unit: null, amount: null, threshold: null, days: null, at } as const;
  it('of a summary, that of each account', () => assert.deepEqual(messageAccounts(summaryMessage(facts, displayAt(at))), ['a', 'b']));
  it('of an alert, that of its account alone', () => {
    const told = alertMessage(alert, facts, displayAt(at));
    assert.ok(told);
    assert.deepEqual(messageAccounts(told), ['b']);
  });
  it('of what an older version wrote, none', () => assert.deepEqual(messageAccounts(message), []));
});
