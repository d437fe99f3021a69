import assert from 'node:assert/strict';
import { accountView, type AccountFacts } from '../../../src/core/views/accountView';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { mergeReading } from '../../../src/core/model/mergeReading';
import type { ProviderError } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import type { Alert } from '../../../src/core/checks/alerts';
import { type Message } from '../../../src/core/notify/message';
import { alertMessage, summaryMessage } from '../../../src/core/notify/summary';
import { cap, exact, factsOf, held, hour, minute, readingOf, start } from '../../support/accounts';
import { displayAt } from '../../support/surfaces';
import { host, unpaid, watchedAccount } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody } from '../../support/channels';

const now = start + 5 * minute;
const display = displayAt(now);
const fault: ProviderError = { kind: 'serverError', host, status: 500 };
const fine = (label: string): AccountFacts =>
  factsOf({ reading: readingOf([held('USD', '12.34')]), checkedAt: start }, { id: idOf(label), label });
const textOf = (message: Message): string => {
  const { content } = JSON.parse(messageBody(message, 'discord', english)) as { content: string };
  return content.replace(/[\\\u200b]/g, '');
};

describe('an account without a number to believe is not well', () => {
  const kept = mergeReading(
    readingOf([held('USD', '12.34', {}, start - hour)], { at: start - hour }),
    readingOf([held('USD', null)], { problems: [fault] }),
  );
  const rows: readonly { readonly what: string; readonly of: Partial<Snapshot> }[] = [
    { what: 'an amount that could not be read', of: { reading: readingOf([held('USD', null)]) } },
    {
      what: 'nothing in one currency, and the other unknown',
      of: { reading: readingOf([held('USD', '0'), held('CNY', null)], { problems: [fault] }) },
    },
    { what: 'a cap, and a balance that could not be had', of: { reading: readingOf([], { caps: [cap('16')], problems: [fault] }) } },
    { what: 'a cap that says nothing', of: { reading: readingOf([], { caps: [cap(null)] }) } },
    { what: 'an amount that the latest answer did not hold, kept from an older one', of: { reading: kept } },
  ];
  for (const { what, of } of rows) {
    it(`${what}: it comes first, says why, and the title counts it`, () => {
      const message = summaryMessage([fine('Aaa'), factsOf({ checkedAt: start, ...of }, { id: idOf('b'), label: 'Broken' })], display);
      assert.match(message.lines[0]?.account ?? '', /Broken/);
      assert.doesNotMatch(message.lines[0]?.state ?? '', /^OK$/);
      assert.doesNotMatch(message.title, /all is well/);
    });
  }
  it('and no account at all is no good news', () => assert.doesNotMatch(summaryMessage([], display).title, /all is well/));
});

describe('a line says why', () => {
  it('of every state that has a reason', () => {
    const overage = factsOf({ reading: readingOf([{ ...held('characters', '0'), overage: 'unlimited' }]), checkedAt: start });
    const { reason } = accountView(overage, display);
    assert.ok(reason);
    assert.ok(textOf(summaryMessage([overage], display)).includes(reason), reason);
  });
  it('since when of that very refusal: one of another kind began anew', () => {
    const { answer, record } = watchedAccount();
    for (const error of [unpaid, unpaid, unpaid]) answer(error);
    answer({ kind: 'forbidden', host, status: 403 });
    const { error, failingSince, checkedAt } = record();
    assert.deepEqual([error?.status, failingSince], [403, checkedAt]);
  });
  it('with the parts of each balance', () => {
    const [usd, cny] = [held('USD', '60', { paid: '50', granted: '10' }), held('CNY', '77', { paid: '70', granted: '7' })];
    const text = textOf(summaryMessage([factsOf({ reading: readingOf([usd, cny]), checkedAt: start })], display));
    for (const part of ['$50.00', '¥70.00']) assert.ok(text.includes(part), text);
  });
});

describe('a message that must be cut keeps what it is about', () => {
  const alertOf = (account: string, rule: Alert['rule']): Alert => ({
    rule,
    account: idOf(account),
    unit: 'USD',
    amount: exact('4.44'),
    threshold: exact('5'),
    days: null,
    at: now,
  });
  it('the amount in the title, however long the name', () => {
    const facts = factsOf({ reading: readingOf([held('USD', '4.44')]), checkedAt: start }, { label: 'long '.repeat(700) });
    const message = alertMessage(alertOf('work', 'low'), [facts, fine('b')], display);
    assert.ok(message);
    const text = textOf(message);
    assert.ok(text.includes('$4.44'), text.slice(-60));
  });
  for (const [what, rule, amount] of [
    ['of spend while nobody was there', 'idleSpend', '77.77'],
    ['of one more that is low', 'low', '4.44'],
  ] as const) {
    it(`the line of its own account, ${what}`, () => {
      const low = Array.from({ length: 120 }, (_, index) =>
        factsOf({ reading: readingOf([held('USD', '1.11')]), checkedAt: start }, { id: idOf(`a${index}`), label: `Account ${index}` }),
      );
      const own = factsOf({ reading: readingOf([held('USD', amount)]), checkedAt: start }, { id: idOf('own'), label: 'Own' });
      const message = alertMessage(alertOf('own', rule), [...low, own], display);
      assert.ok(message);
      assert.match(textOf(message).split('\n').slice(1).join('\n'), /DeepSeek · Own: /);
    });
  }
});
