import assert from 'node:assert/strict';
import { explainCalls } from '../../../src/core/explained/explainCalls';
import { explainedJson, type ExplainedAccountJson } from '../../../src/core/explained/explainedJson';
import { explainedSentences } from '../../../src/core/explained/explainedWords';
import { firstReportedDay, reportedLines } from '../../../src/core/explained/reportedLines';
import type { ReportedSpend } from '../../../src/core/explained/reportedPeriod';
import { spendingGroups, type AccountPlaceName, type PlacedGroup } from '../../../src/core/explained/spendingGroups';
import { micros, unit } from '../../../src/core/money/money';
import { formatMoney } from '../../../src/core/money/formatMoney';
import { meantBy } from '../../../src/core/prices/meantProvider';
import type { Booking } from '../../../src/core/prices/bookedOn';
import type { PriceOverride } from '../../../src/core/prices/priceOverride';
import { english } from '../../../src/core/text/translate';
import { dayMs, hourMs } from '../../../src/core/time/durations';
import { utcMinute } from '../../../src/core/time/isoTime';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import type { LoggedProvider } from '../../../src/core/usage/loggedCall';
import * as providers from '../../../src/providers';
import { idOf } from '../../support/ids';
import { loggedCall } from '../../support/loggedCalls';

const day = Date.UTC(2026, 10, 2);
const usd = unit('USD');
const meant = meantBy(Object.values(providers));
const places: Readonly<Record<string, AccountPlaceName>> = {
  org: { provider: 'anthropic', site: 'global' },
  other: { provider: 'anthropic', site: 'global' },
};
const placeOf = (account: string): AccountPlaceName | null => places[account] ?? null;
const named: LoggedProvider = { name: 'anthropic', evidence: 'logged' };
const guessed: LoggedProvider = { name: 'anthropic', evidence: 'model' };

interface Told {
  readonly dollars: number;
  readonly day?: number;
  /** When it was told; two days after its end where a test says nothing. */
  readonly at?: number;
  readonly account?: string;
}

function spendDays(told: readonly Told[]) {
  return told.map(({ dollars, day: of = day, at = of + 3 * dayMs, account = 'org' }) => ({
    account: idOf(account),
    day: of,
    unit: usd,
    epoch: 0,
    amount: micros(dollars * 1_000_000),
    at,
  }));
}

function days(...told: readonly Told[]): readonly ReportedSpend[] {
  return reportedLines({ days: spendDays(told), parts: [], balances: [] });
}

/** A call that cost so many dollars, by what the provider passed on. */
function call(at: number, dollars: number | null, provider: LoggedProvider | null = named): CountedCall {
  const costs = dollars === null ? [] : [{ amount: micros(dollars * 1_000_000), unit: usd, source: 'provider' as const }];
  return { tool: 'claude-code', call: loggedCall({ at, provider, model: 'claude-made-up', costs }), projectKey: null };
}

const known = { from: 0, to: Infinity };

interface World {
  readonly calls?: readonly CountedCall[];
  readonly now?: number;
  readonly overrides?: readonly PriceOverride[];
  readonly bookings?: readonly Booking[];
  readonly isAllRead?: boolean;
}

function groupsOf(reported: readonly ReportedSpend[]): readonly PlacedGroup[] {
  return spendingGroups([], placeOf, reported);
}

function explained(
  reported: readonly ReportedSpend[],
  { calls = [], now = day + 10 * dayMs, overrides = [], bookings = [], isAllRead = true }: World = {},
) {
  const { groups } = explainCalls({
    calls,
    since: 0,
    tools: [],
    groups: groupsOf(reported),
    meant,
    overrides,
    bookings,
    known: isAllRead ? known : null,
    now,
  });
  const [group] = groups;
  assert.ok(group);
  const sentences = explainedSentences(group, {
    amount: (amount, name) => formatMoney(amount, name, 'en'),
    time: utcMinute,
    toolName: (tool) => tool,
    t: english,
  });
  return { json: explainedJson(group), sentences };
}

const states = ({ spans }: ExplainedAccountJson): readonly string[] => spans.map(({ state }) => state);

describe('what a provider reports by UTC day, beside logs', () => {
  it('holds each day against the calls of that day, to the millisecond', () => {
    const calls = [call(day - 1, 9), call(day, 1), call(day + dayMs - 1, 2), call(day + dayMs, 9)];
    const { json } = explained(days({ dollars: 3 }), { calls });
    assert.deepEqual(json.spans, [
      {
        ...{ from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z', spent: '3.00', atLeast: false },
        ...{ explainedMin: '3.00', explainedMax: '3.00', tolerance: '0.06', unmeasured: 0, unpriced: 0 },
        ...{ state: 'reconciled', unexplainedAtLeast: null, logsExceedBy: null },
      },
    ]);
    assert.equal(json.basis, 'reported');
  });
  it('tolerates a cent, or a fiftieth of the day', () => {
    const stateOf = (spent: number, logged: number): string | undefined =>
      states(explained(days({ dollars: spent }), { calls: [call(day + hourMs, logged)] }).json)[0];
    assert.equal(stateOf(0.02, 0.01), 'reconciled');
    assert.equal(stateOf(0.021, 0.01), 'unexplained');
    assert.equal(stateOf(100, 98), 'reconciled');
    assert.equal(stateOf(100, 97.99), 'unexplained');
    assert.equal(stateOf(100, 102.01), 'over');
  });
  it('never compares today, and waits a day for what the provider may still add', () => {
    const reported = days({ dollars: 1 });
    assert.deepEqual(explained(reported, { now: day + dayMs - 1 }).json.spans, []);
    assert.deepEqual(states(explained(reported, { now: day + dayMs }).json), ['settling']);
    assert.deepEqual(states(explained(reported, { now: day + 2 * dayMs - 1 }).json), ['settling']);
    assert.deepEqual(states(explained(reported, { now: day + 2 * dayMs }).json), ['idleSpend']);
    assert.match(explained(reported, { now: day + dayMs - 1 }).sentences.join(' '), /has not reported a day yet that is over/);
    assert.match(explained(reported, { now: day + dayMs }).sentences.join(' '), /compared again at 2026-11-04 00:00 UTC/);
  });
  it('takes what was told before the day was booked to its end for a bound', () => {
    const early = days({ dollars: 1, at: day + 20 * hourMs });
    const { json, sentences } = explained(early, { calls: [call(day + hourMs, 2)] });
    assert.deepEqual(states(json), ['notComparable']);
    assert.match(sentences.join(' '), /reports at least \$1\.00 .* may have reported only some of it/);
    assert.deepEqual(states(explained(early).json), ['idleSpend']);
    assert.equal(explained(days({ dollars: 1, at: day + 2 * dayMs - 1 })).json.spans[0]?.atLeast, true);
    assert.equal(explained(days({ dollars: 1, at: day + 2 * dayMs })).json.spans[0]?.atLeast, false);
  });
  it('sums up settled days alone, and says where the report has gaps', () => {
    const reported = days({ dollars: 1 }, { dollars: 2, day: day + 2 * dayMs }, { dollars: 4, day: day + 3 * dayMs });
    const calls = [call(day + hourMs, 1), call(day + dayMs + hourMs, 50), call(day + 2 * dayMs + hourMs, 2)];
    const { json, sentences } = explained(reported, { calls, now: day + 4.5 * dayMs });
    assert.deepEqual(states(json), ['reconciled', 'reconciled', 'settling']);
    assert.equal(json.whole?.spent, '3.00');
    assert.equal(json.whole.explainedMax, '3.00');
    assert.equal(json.whole.state, 'reconciled');
    assert.deepEqual(json.tools, [{ tool: 'claude-code', amount: '3.00', least: '3.00', most: '3.00', calls: 2 }]);
    assert.match(sentences.join(' '), /it reported nothing; that is left out here/);
  });

  describe('a call of which only the model’s name says who was called', () => {
    it('may explain what the provider says was spent, and proves nothing', () => {
      const { json, sentences } = explained(days({ dollars: 5 }), { calls: [call(day + hourMs, 5, guessed)] });
      const [span] = json.spans;
      assert.deepEqual([span?.explainedMin, span?.explainedMax, span?.state], ['0.00', '5.00', 'reconciled']);
      assert.match(sentences.join(' '), /≈ \$0\.00 to \$5\.00: claude-code ≈\s\$5\.00\. For ≈ \$5\.00 of it only the model’s name/);
    });
    it('is never more than was spent, as of a plan', () => {
      assert.deepEqual(states(explained(days({ dollars: 1 }), { calls: [call(day + hourMs, 500, guessed)] }).json), ['reconciled']);
    });
    it('explains nothing of a day without spend', () => {
      const { json } = explained(days({ dollars: 0 }), { calls: [call(day + hourMs, 500, guessed)] });
      assert.deepEqual([json.spans[0]?.explainedMax, json.spans[0]?.state, json.tools], ['0.00', 'reconciled', []]);
    });
    it('counts where the person says whose key paid, and not where it is on a plan', () => {
      const calls = [call(day + hourMs, 5, guessed)];
      const paid = explained(days({ dollars: 1 }), { calls, bookings: [{ tool: 'claude-code', account: 'org' }] });
      assert.deepEqual(states(paid.json), ['over']);
      const plan = explained(days({ dollars: 1 }), {
        calls,
        overrides: [{ of: { tool: 'claude-code' }, from: null, to: null, use: 'plan' }],
      });
      // A tool was in use, if not one that took this account's money.
      assert.deepEqual([states(plan.json), plan.json.spans[0]?.explainedMax], [['unexplained'], '0.00']);
    });
    it('stands by the account that is named, whose own report is compared', () => {
      const reported = days({ dollars: 1 }, { dollars: 2, account: 'other' });
      const { groups } = explainCalls({
        ...{ calls: [call(day + hourMs, 2, guessed)], since: 0, tools: [], groups: groupsOf(reported), meant, overrides: [], known },
        ...{ bookings: [{ tool: 'claude-code', account: 'other' }], now: day + 10 * dayMs },
      });
      assert.deepEqual(
        groups.map((group) => [group.accounts.join(), group.whole?.span.spent, group.whole?.explainedMin, group.whole?.state]),
        [
          ['org', 1_000_000, 0, 'unexplained'],
          ['other', 2_000_000, 2_000_000, 'reconciled'],
        ],
      );
    });
  });

  it('adds up two accounts that logs cannot tell apart; of a day that one was not told of, the sum is a bound', () => {
    const reported = days({ dollars: 1 }, { dollars: 2, account: 'other' }, { dollars: 4, day: day + dayMs });
    const { json } = explained(reported);
    assert.equal(json.account, 'org + other');
    assert.deepEqual(
      json.spans.map(({ spent, atLeast }) => [spent, atLeast]),
      [
        ['3.00', false],
        ['4.00', true],
      ],
    );
  });
  it('leaves an account to its balance where that is read', () => {
    const left = (unitOfBalance: string) =>
      reportedLines({
        days: spendDays([{ dollars: 1 }, { dollars: 2, account: 'other' }]),
        parts: [],
        balances: [{ account: idOf('org'), unit: unitOfBalance }],
      }).map(({ account }) => account);
    assert.deepEqual(left('USD'), ['other']);
    assert.deepEqual(left('CNY'), ['org', 'other']);
  });
  it('takes of two epochs what the newer one says', () => {
    const [line] = days({ dollars: 1 }, { dollars: 2 });
    assert.deepEqual(
      line?.periods.map(({ amount }) => amount),
      [2_000_000],
    );
  });
  it('looks back far enough for as many days as are asked for', () => {
    const now = day + 5 * dayMs + 7 * hourMs;
    assert.equal(firstReportedDay(now - dayMs), day + 3 * dayMs);
  });
  it('explains nothing of an account of which nobody knows whose it is', () => {
    assert.deepEqual(groupsOf(days({ dollars: 1, account: 'stranger' })), []);
  });

  it('shows what the provider says of models and requests beside what logs hold', () => {
    const whole = { account: idOf('org'), from: day, to: day + dayMs, unit: usd };
    const parts = [
      { ...whole, model: 'b', key: 'laptop', amount: micros(1_000_000), requests: 7 },
      { ...whole, model: 'a', key: 'ci', amount: micros(2_000_000), requests: 3 },
    ];
    const reported = reportedLines({ days: spendDays([{ dollars: 3 }]), parts, balances: [] });
    const told = (count: number) => explained(reported, { calls: Array.from({ length: count }, (_, index) => call(day + index, 0.1)) });
    assert.deepEqual(told(2).json.reported, {
      models: [
        { model: 'a', amount: '2.00' },
        { model: 'b', amount: '1.00' },
      ],
      keys: [
        { key: 'ci', amount: '2.00', requests: 3 },
        { key: 'laptop', amount: '1.00', requests: 7 },
      ],
      requests: 10,
      logged: 2,
    });
    assert.match(told(2).sentences.join(' '), /counts 10 requests, logs here 2\./);
    assert.match(told(10).sentences.join(' '), /counts 10 requests, logs here 10\./);
    assert.match(told(11).sentences.join(' '), /counts 10 requests, logs here 11\./);
    const unread = explained(reported, { calls: [call(day, 0.1)], isAllRead: false });
    assert.match(unread.sentences.join(' '), /counts 10 requests, logs here 1\./);
  });
});
