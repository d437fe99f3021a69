import assert from 'node:assert/strict';
import type { AccountFacts } from '../../../src/core/views/accountView';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { errorKinds, type ProviderError } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import { type Message } from '../../../src/core/notify/message';
import { summaryMessage } from '../../../src/core/notify/summary';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { takesSummaryTurn } from '../../../src/core/notify/summaryTurn';
import { cap, exact, factsOf, held, hour, minute, readingOf, start } from '../../support/accounts';
import { randomFrom } from '../../support/randomFrom';
import { displayAt } from '../../support/surfaces';
import { host, unpaid } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody, webhookFormats } from '../../support/channels';

const now = start + 5 * minute;
const day = 24 * hour;
const reading = readingOf([held('USD', '12.34')]);
const summaryOf = (accounts: readonly AccountFacts[], at = now): Message => summaryMessage(accounts, displayAt(at));
const contentOf = (message: Message): string =>
  (JSON.parse(messageBody(message, 'discord', english)) as { content: string }).content.replace(/[\\\u200b]/g, '');
const fine = (label: string, amount = '12.34'): AccountFacts =>
  factsOf({ reading: readingOf([held('USD', amount)]), checkedAt: start }, { id: idOf(label), label });

describe('the line of an account that was not renewed', () => {
  const since = start - 3 * day;
  const stale: Partial<Snapshot> = { reading: { ...reading, at: since, balances: [held('USD', '12.34', {}, since)] }, checkedAt: start };
  for (const kind of errorKinds) {
    it(`${kind}: says so with since when, and never OK`, () => {
      const error: ProviderError = { kind, host };
      for (const known of [stale, { checkedAt: start }]) {
        const { lines, title } = summaryOf([fine('Aaa'), factsOf({ ...known, error, failingSince: since }, { label: 'Broken' })]);
        const [line] = lines;
        assert.match(line?.account ?? '', /Broken/, 'it comes first');
        assert.match(line?.state ?? '', / since Nov 11$/);
        assert.equal(line?.isOutdated, true);
        assert.match(title, /1 is not up to date/);
        const text = contentOf({ kind: 'summary', title, lines }).split('\n')[1] ?? '';
        assert.match(text, /^❓ \*\*.* since Nov 11\*\* – /);
        assert.doesNotMatch(text, /OK/);
      }
    });
  }
  const rows: readonly { readonly what: string; readonly of: Partial<Snapshot>; readonly at?: number; readonly state: RegExp }[] = [
    {
      what: 'a key that is not there',
      of: { error: { kind: 'missingKey', host }, failingSince: since, checkedAt: start },
      state: /^no usable key since/,
    },
    { what: 'never checked', of: { checkedAt: null }, state: /^not checked yet$/ },
    { what: 'known from before this window alone', of: { reading, checkedAt: null }, state: /^not updated since/ },
    { what: 'paused: not checked for long', of: { reading, checkedAt: start }, at: start + 2 * day, state: /^not updated since Nov 14$/ },
    {
      what: 'a row that was true long ago, just read',
      of: { ...stale, reading: { ...reading, balances: [held('USD', '12.34', {}, since)] } },
      state: /^not updated since Nov 11$/,
    },
    {
      what: 'refused a moment ago',
      of: { reading, error: { kind: 'unauthorized', host }, checkedAt: now, failingSince: now },
      state: /^key refused$/,
    },
    {
      what: 'refused, of a low balance',
      of: { reading: readingOf([held('USD', '4')]), error: { kind: 'unauthorized', host }, checkedAt: now, failingSince: since },
      state: /^Low, key refused since Nov 11$/,
    },
  ];
  for (const { what, of, at = now, state } of rows) {
    it(what, () => {
      const { lines, title } = summaryOf([factsOf(of, { label: 'Broken' })], at);
      assert.match(lines[0]?.state ?? '', state);
      assert.doesNotMatch(title, /all is well/);
      for (const format of webhookFormats) assert.doesNotMatch(messageBody({ kind: 'summary', title, lines }, format, english), /\bOK\b/);
    });
  }
  it('but one that pays up is of now: it needs money, and is not out of date', () => {
    const { title, lines } = summaryOf([factsOf({ error: unpaid, checkedAt: start })]);
    assert.deepEqual([title, lines[0]?.state], ['API balances: 1 needs money', 'Exhausted']);
  });
  it('since when, at any hour and in a year that has begun', () => {
    const stateAt = (failing: number, at: number): string =>
      summaryOf([factsOf({ reading, error: { kind: 'timeout', host }, checkedAt: at, failingSince: failing })], at).lines[0]?.state ?? '';
    const noon = Date.UTC(2026, 0, 2, 12);
    assert.match(stateAt(noon - 2 * hour, noon), /since \d{1,2}:\d\d/);
    assert.match(stateAt(noon - 3 * day, noon), /since Dec 30, 2025$/);
    // incident 18: a clock that went back
    for (const at of [start + hour, start + 400 * day]) assert.doesNotMatch(stateAt(at, start), /since|NaN|Invalid/);
  });
});

describe('what the title counts', () => {
  const low = (label: string): AccountFacts =>
    factsOf({ reading: readingOf([held('USD', '4')]), checkedAt: start }, { id: idOf(label), label });
  const broken = (label: string): AccountFacts =>
    factsOf({ error: { kind: 'unauthorized', host }, checkedAt: start, failingSince: start - day }, { id: idOf(label), label });
  const rows: readonly (readonly [title: string, accounts: readonly AccountFacts[]])[] = [
    ['API balances: all is well', [fine('a'), fine('b')]],
    ['API balances: 1 needs money', [fine('a'), low('b')]],
    ['API balances: 2 need money, 1 is not up to date', [broken('a'), low('b'), fine('c'), low('d')]],
    ['API balances: 3 are not up to date', [broken('a'), broken('b'), broken('c')]],
  ];
  for (const [title, accounts] of rows) it(title, () => assert.equal(summaryOf(accounts).title, title));
  it('a refused key comes first, then low money, then the rest, each by name', () => {
    const { lines } = summaryOf([fine('a'), broken('b'), low('c'), fine('d'), low('e'), broken('f')]);
    assert.deepEqual(
      lines.map(({ account }) => account.at(-1)),
      ['b', 'f', 'c', 'e', 'a', 'd'],
    );
  });
});

describe('the parts of a balance', () => {
  it('stand beside it, each by its name', () => {
    const parted = held('CNY', '60', { paid: '30', granted: '20', creditLine: '10', owed: '3', frozen: '2' });
    const { lines } = summaryOf([factsOf({ reading: readingOf([parted]), checkedAt: start })]);
    assert.equal(lines[0]?.parts, 'Paid ¥30.00, Granted ¥20.00, Credit line ¥10.00, Owed ¥3.00, Frozen ¥2.00');
    for (const format of webhookFormats)
      for (const part of ['Paid ¥30.00', 'Credit line ¥10.00', 'Frozen ¥2.00'])
        assert.ok(messageBody({ kind: 'summary', title: '', lines }, format, english).includes(part));
  });
});

describe('a summary that is too long', () => {
  const many = (count: number, needing: number): readonly AccountFacts[] =>
    Array.from({ length: count }, (_, index) => fine(`Account ${index} of the team`, index >= count - needing ? '4.44' : '12.34'));
  const sizes = { discord: 2000, slack: 30_000, slackWorkflow: 3000 } as const;
  for (const [format, size] of Object.entries(sizes) as ['discord' | 'slack' | 'slackWorkflow', number][]) {
    const textOf = (message: Message): string =>
      Object.values(JSON.parse(messageBody(message, format, english)) as Readonly<Record<string, string>>)[0] ?? '';
    it(`${format}: keeps who needs the person, ends with a whole line, and says how many are left out`, () => {
      const text = textOf(summaryOf(many(900, 7)));
      assert.ok(text.length <= size, `${text.length}`);
      const lines = text.split('\n');
      assert.equal(lines.filter((line) => line.includes('$4.44')).length, 7);
      const [, left] = /^… and (\d+) more$/.exec(lines.at(-1) ?? '') ?? [];
      assert.equal(Number(left) + lines.length - 2, 900);
    });
    it(`${format}: says how many of the rest need somebody`, () => {
      const lines = textOf(summaryOf(many(900, 900))).split('\n');
      const [, left, needing] = /^… and (\d+) more, (\d+) of which need attention$/.exec(lines.at(-1) ?? '') ?? [];
      assert.deepEqual([Number(left) + lines.length - 2, needing], [900, left]);
    });
    it(`${format}: of any size stays within, whatever the labels`, () => {
      const random = randomFrom(3);
      const letters = ['a', '*', '<', '😀', '公', '\\', '&', '@'];
      for (let round = 0; round < 60; round += 1) {
        const accounts = Array.from({ length: Math.ceil(random() * 120) }, (_, index) =>
          fine(
            `${index}${Array.from({ length: Math.floor(random() * 60) }, () => letters[Math.floor(random() * letters.length)]).join('')}`,
          ),
        );
        const text = textOf(summaryOf(accounts));
        assert.ok(text.length <= size && text.isWellFormed());
      }
    });
  }
});

describe('what makes a balance low is in the line', () => {
  it('with the cap, the credit line or the debt that it is about', () => {
    const lines = summaryOf([
      factsOf(
        { reading: readingOf([held('USD', '24', { paid: '4', creditLine: '20' })]), checkedAt: start },
        { id: idOf('a'), label: 'Line' },
      ),
      factsOf({ reading: readingOf([], { caps: [cap('3')] }), checkedAt: start }, { id: idOf('b'), label: 'Cap' }),
      factsOf({ reading: readingOf([held('USD', '-2')]), checkedAt: start }, { id: idOf('c'), label: 'Debt' }),
    ]).lines;
    assert.deepEqual(
      lines.map(({ state, reason }) => `${state}: ${reason}`),
      [
        'Exhausted: $2.00 owed',
        'Low: $3.00 left of the key cap is at or under $5.00',
        'Low: own money of $4.00 is at or under $5.00; credit lines and what is owed do not count',
      ],
    );
    assert.ok(contentOf({ kind: 'summary', title: '', lines }).includes('own money of $4.00'));
    assert.equal(exact('4'), 4_000_000);
  });
});

describe('a summary comes once for each day', () => {
  /** Where the day has 23, 24, 24½ or 25 hours, or begins far from that of UTC. */
  const changes: readonly (readonly [zone: string, change: string])[] = [
    ['UTC', '2026-12-31'],
    ['America/St_Johns', '2026-03-08'],
    ['Asia/Kathmandu', '2026-01-01'],
    ['Pacific/Kiritimati', '2026-01-01'],
    ['Pacific/Pago_Pago', '2026-01-01'],
    ['Africa/Cairo', '2026-04-24'],
    ['Australia/Lord_Howe', '2026-04-05'],
  ];
  for (const [zone, change] of changes) {
    it(`in ${zone} around ${change}, with ticks of any spacing`, () => {
      const random = randomFrom(zone.length);
      const from = Date.parse(change) - 4 * day;
      const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
      const store = memoryWatch();
      takesSummaryTurn(store, 'daily', from, zone);
      let count = 0;
      for (let at = from; at < from + 8 * day; at += Math.ceil(random() * 5 * hour)) {
        if (!takesSummaryTurn(store, 'daily', at, zone)) continue;
        count += 1;
        assert.ok(Number(clock.format(at)) >= 9 && Number(clock.format(at)) < 14, clock.format(at));
      }
      assert.ok(count >= 7 && count <= 8, `${count}`);
    });
  }
});
