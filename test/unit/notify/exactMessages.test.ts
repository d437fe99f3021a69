import assert from 'node:assert/strict';
import type { Alert } from '../../../src/core/checks/alerts';
import { messageId, messageText, readMessage } from '../../../src/core/notify/message';
import { alertMessage, summaryMessage } from '../../../src/core/notify/summary';
import { cap, exact, factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { messageBody } from '../../support/channels';
import { postedJson } from '../../support/postedJson';
import { displayAt } from '../../support/surfaces';
import { host } from '../../support/watch';

describe('the exact facts of an alert', () => {
  const facts = factsOf({ reading: readingOf([held('USD', '4.4')]) });
  const alert: Alert = {
    rule: 'low',
    account: facts.account.id,
    unit: 'USD',
    amount: exact('4.4'),
    threshold: exact('5'),
    days: null,
    at: start,
  };
  it('are its rule, amount and threshold', () => {
    const { alert: told, lines } = postedJson(alertMessage(alert, [facts], displayAt(start + hour)));
    const expected = {
      rule: 'low',
      account: 'work',
      provider: 'deepseek',
      unit: 'USD',
      amount: '4.40',
      threshold: '5.00',
      days: null,
      at: new Date(start).toISOString(),
    };
    assert.deepEqual(told, expected);
    assert.equal(told.account, lines[0]?.exact.id, 'its own account before all others');
  });
  it('mark what is a bound, a cap, own money, and one unit of several', () => {
    const more = {
      atLeast: true,
      atMost: true,
      cap: 'team',
      isOwn: true,
      isPart: true,
      isAtMostDays: true,
      refusal: { kind: 'forbidden', host },
    } as const;
    const { alert: told } = postedJson(alertMessage({ ...alert, ...more, days: 2.5 }, [facts], displayAt(start)));
    const { atLeast, atMost, cap: owner, ownMoney, onlyThisUnit, daysAtMost, error, days } = told ?? {};
    assert.deepEqual(
      [atLeast, atMost, owner, ownMoney, onlyThisUnit, daysAtMost, error, days],
      [true, true, 'team', true, true, true, 'forbidden', 2.5],
    );
  });
  it('have no amount where it is about the whole account', () => {
    const { alert: told } = postedJson(
      alertMessage({ ...alert, rule: 'checkFailing', unit: null, amount: null, threshold: null }, [facts], displayAt(start)),
    );
    assert.deepEqual([told?.unit, told?.amount, told?.threshold], [null, null, null]);
  });
});

describe('exact facts in a message that waits', () => {
  const facts = factsOf({ reading: readingOf([{ ...held('USD', '4', { paid: '4' }), atMost: true }], { caps: [cap('1')] }) });
  const message = summaryMessage([facts, factsOf({})], displayAt(start));
  it('are read again as they were written, and its id stays', () => {
    const read = readMessage(messageText(message));
    assert.deepEqual(read, message);
    assert.ok(read);
    assert.equal(messageId(readMessage(messageText(read)) ?? message), messageId(read));
  });
  it('are not there in one of an older version, which is posted all the same', () => {
    const old = { ...message, lines: message.lines.map(({ exact: _exact, ...line }) => line) };
    const read = readMessage(JSON.stringify(old));
    assert.deepEqual(read, old);
    assert.ok(read);
    assert.ok(!messageBody(read, 'json', (text) => text).includes('exact'));
    assert.match(
      messageBody(read, 'discord', (text) => text),
      /\*\*Low\*\*/,
    );
  });
  it('that no version of ours wrote are not read', () => {
    const broken = messageText(message).replace('"available":"4.00"', '"available":4.00');
    assert.equal(readMessage(broken), undefined);
  });
  it('hold no amount where amounts are hidden, and say so', () => {
    const display = { ...displayAt(start), hidden: true };
    const alert: Alert = {
      rule: 'low',
      account: facts.account.id,
      unit: 'USD',
      amount: exact('4'),
      threshold: exact('5'),
      days: null,
      at: start,
    };
    const { lines, alert: told } = postedJson(alertMessage(alert, [facts], display));
    const [line] = lines;
    assert.deepEqual([told?.amountsHidden, told?.amount, told?.threshold], [true, null, null]);
    assert.equal(line?.exact.amountsHidden, true);
    assert.deepEqual(
      line.exact.balances.map(({ available, parts, threshold }) => [available, parts[0]?.amount, threshold]),
      [[null, null, null]],
    );
    assert.deepEqual(
      line.exact.caps.map(({ limit, remaining, threshold }) => [limit, remaining, threshold]),
      [[null, null, null]],
    );
  });
});
