import assert from 'node:assert/strict';
import { english } from '../../../src/core/text/translate';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import type { Account } from '../../../src/core/model/account';
import type { Reading } from '../../../src/core/model/reading';
import { accountOf, cap, held, minute, readingOf, start } from '../../support/accounts';
import { tellingWindow, type Told } from '../../support/tellingWindow';
import { failed, unpaid, type Answer } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody, webhookFormats } from '../../support/channels';

const work = accountOf();
const [home, third] = [accountOf({ id: idOf('home'), label: 'Home' }), accountOf({ id: idOf('third'), label: 'Third' })];

/** All that a person reads of a message, on each kind of receiver: zero-width marks and escapes are the receiver's business. */
const bodies = ({ message }: Told): readonly string[] =>
  webhookFormats.map((format) => messageBody(message, format, english).replace(/\u200b/g, ''));

function alone(...accounts: readonly Account[]) {
  const clock = { now: start };
  const window = tellingWindow({ store: memoryWatch(), owner: 'one', clock, accounts: () => accounts });
  const ask = async (account: Account, answer: Answer): Promise<void> => {
    clock.now += 15 * minute;
    await window.ask(account, answer);
  };
  return { ...window, ask, clock };
}

const capped =
  (remaining: string) =>
  (at: number): Reading =>
    readingOf([], { at, caps: [cap(remaining)] });
const refusing = (at: number): Reading => readingOf([held('USD', '47.44', {}, at)], { at, callsRefused: true });

interface Row {
  readonly what: string;
  readonly answers: readonly Answer[];
  /** Of the last answer: the alert's rule, what its title and its line hold, and what was true before and stands nowhere any more. */
  readonly rule: string;
  readonly title: RegExp;
  readonly line: RegExp;
  readonly gone: readonly string[];
}

const rows: readonly Row[] = [
  {
    what: 'low',
    answers: ['USD 12.34', 'USD 4.40'],
    rule: 'low',
    title: /is low: \$4\.40 left.*\$5\.00/,
    line: /^Low .*\$4\.40/,
    gone: ['12.34'],
  },
  {
    what: 'nearly empty, past two limits at once',
    answers: ['USD 12.34', 'USD 0.77'],
    rule: 'critical',
    title: /nearly empty: \$0\.77 left/,
    line: /^Low .*\$0\.77/,
    gone: ['12.34'],
  },
  {
    what: 'exhausted',
    answers: ['USD 12.34', 'USD 0'],
    rule: 'exhausted',
    title: /exhausted: \$0\.00 left/,
    line: /^Exhausted .*\$0\.00/,
    gone: ['12.34'],
  },
  {
    what: 'in debt',
    answers: ['USD 12.34', 'USD -31.15'],
    rule: 'exhausted',
    title: /exhausted: \$31\.15 owed/,
    line: /^Exhausted .*\$31\.15 owed/,
    gone: ['12.34'],
  },
  {
    what: 'refused for lack of money',
    answers: ['USD 12.34', unpaid],
    rule: 'exhausted',
    title: /refuses calls until it is paid up/,
    line: /^Exhausted .*\d\d:\d\d UTC$/,
    gone: [],
  },
  {
    what: 'calls refused',
    answers: ['USD 12.34', refusing],
    rule: 'unavailable',
    title: /has money, but the provider refuses/,
    line: /^Calls refused .*\$47\.44/,
    gone: ['12.34'],
  },
  {
    what: 'failing checks',
    answers: ['USD 12.34', failed, failed, failed],
    rule: 'checkFailing',
    title: /three times in a row/,
    line: /^no answer in time since .*\$12\.34.*\d\d:\d\d UTC$/,
    gone: ['OK'],
  },
  {
    what: 'a cap that falls low',
    answers: [capped('16.63'), capped('3.21')],
    rule: 'low',
    title: /\$3\.21/,
    line: /^Low .*\$3\.21 of key cap/,
    gone: ['16.63'],
  },
  {
    what: 'a cap that is used up',
    answers: [capped('16.63'), capped('0')],
    rule: 'exhausted',
    title: /\$0\.00/,
    line: /^Exhausted .*key cap is used up/,
    gone: ['16.63'],
  },
  {
    what: 'low a second time, after it recovered',
    answers: ['USD 12.34', 'USD 4.40', 'USD 9.99', 'USD 3.30'],
    rule: 'low',
    title: /\$3\.30 left/,
    line: /^Low .*\$3\.30/,
    gone: ['12.34', '4.40', '9.99'],
  },
  {
    what: 'low a second time, after a top-up',
    answers: ['USD 12.34', 'USD 4.40', 'USD 55.55', 'USD 2.20'],
    rule: 'low',
    title: /\$2\.20 left/,
    line: /^Low .*\$2\.20/,
    gone: ['55.55', '4.40'],
  },
  {
    what: 'the second of two currencies',
    answers: ['USD 12.34, CNY 88', 'USD 11.11, CNY 29'],
    rule: 'low',
    title: /¥29\.00 left/,
    line: /¥29\.00.*\$11\.11/,
    gone: ['12.34', '88.00'],
  },
  {
    what: 'money spent while nobody was there',
    answers: ['USD 92.34', 'USD 81.11'],
    rule: 'idleSpend',
    title: /spent \$11\.23 while nobody/,
    line: /\$81\.11/,
    gone: ['92.34'],
  },
];

describe('a message of a crossing holds the reading that crossed, and no other', () => {
  for (const { what, answers, rule, title, line, gone } of rows) {
    it(what, async () => {
      const clock = { now: start };
      const context = rule === 'idleSpend' ? { lastActiveAt: start - 10 * 60 * minute } : {};
      const { ask, told, tick, notified } = tellingWindow({ store: memoryWatch(), owner: 'one', clock, accounts: () => [work], context });
      for (const answer of answers) {
        clock.now += 15 * minute;
        await ask(work, answer);
      }
      const last = told.at(-1);
      assert.ok(last, 'it is told');
      assert.equal(last.alert.rule, rule);
      tick();
      assert.match(notified.at(-1) ?? '', title, 'on the screen');
      for (const body of bodies(last)) {
        assert.match(body, title, body);
        for (const amount of gone) assert.ok(!body.includes(amount), `${amount} in ${body}`);
      }
      const [first] = last.message.lines;
      const text = (JSON.parse(bodies(last)[0] ?? '') as { content: string }).content
        .split('\n')[1]
        ?.replace(/^❗ |^❓ |^• /, '')
        .replace(/[*\\]/g, '');
      assert.match(text ?? '', line);
      assert.equal(first?.account, 'DeepSeek · Work');
    });
  }

  it('once, whatever comes after', async () => {
    const { ask, told } = alone(work);
    for (const answer of ['USD 12', 'USD 4', 'USD 3.9', failed, 'USD 4.6', 'USD 5.4', 'USD 4.9']) await ask(work, answer);
    assert.equal(told.length, 1);
  });

  it('several accounts: each message has the lines of all, its own first, each as it was committed last', async () => {
    const { ask, told } = alone(work, home, third);
    for (const account of [work, home, third]) await ask(account, 'USD 12.34');
    for (const [account, answer] of [
      [work, 'USD 4.41'],
      [home, 'USD 4.42'],
      [third, 'USD 4.43'],
    ] as const)
      await ask(account, answer);
    assert.deepEqual(
      told.map(({ message }) => message.lines.map(({ balance }) => balance)),
      [
        ['$4.41', '$12.34', '$12.34'],
        ['$4.42', '$4.41', '$12.34'],
        // Who needs somebody stands by name.
        ['$4.43', '$4.42', '$4.41'],
      ],
    );
    assert.deepEqual(
      told.map(({ message }) => /\$4\.4\d/.exec(message.title)?.[0]),
      ['$4.41', '$4.42', '$4.43'],
    );
  });

  it('three accounts asked at once that fall together', async () => {
    const { ask, told } = alone(work, home, third);
    for (const account of [work, home, third]) await ask(account, 'USD 12.34');
    await Promise.all([work, home, third].map((account, index) => ask(account, `USD 4.4${index}`)));
    assert.equal(told.length, 3);
    for (const { message, alert } of told)
      assert.ok(message.lines.find(({ account }) => account.toLowerCase().endsWith(alert.account))?.balance.startsWith('$4.4'));
  });
});
