import assert from 'node:assert/strict';
import { unit } from '../../../src/core/money/money';
import { dayMs, hourMs, minuteMs } from '../../../src/core/time/durations';
import type { Answer, Call } from '../../../src/mcp/answer';
import { balancesShape, type AccountBalances } from '../../../src/mcp/balanceShape';
import { getBalances } from '../../../src/mcp/getBalances';
import { getRunway, runwayShape } from '../../../src/mcp/getRunway';
import { getSpend, spendShape } from '../../../src/mcp/getSpend';
import type { KnownAccount } from '../../../src/mcp/knownAccounts';
import { idOf } from '../../support/ids';
import { mcpPorts, recordOf, type McpPortsOf } from '../../support/mcpPorts';
import { costOf, dollars, pastChecks, type PastChecks } from '../../support/pastChecks';

const now = Date.UTC(2026, 0, 12, 12);
const usd = unit('USD');
const call: Call = { signal: new AbortController().signal, onProgress: () => undefined };
const work: KnownAccount['id'] = idOf('work');

function told<T>(answer: Answer<T>): T {
  assert.ok(answer.ok);
  return answer.structured;
}

const balance = (amount: number, at: number) => ({ balances: [{ unit: usd, available: dollars(amount), parts: [], at }] });

async function balancesOf(of: Omit<McpPortsOf, 'now'>): Promise<AccountBalances> {
  const answer = told(await getBalances(mcpPorts({ ...of, now }), {}));
  return balancesShape.parse(answer).accounts[0]!;
}

function checkedDaily(amounts: readonly number[]): PastChecks {
  const checks = pastChecks(now);
  for (const [index, amount] of amounts.entries()) {
    const at = now - minuteMs - (amounts.length - 1 - index) * dayMs;
    checks.answered(at, balance(amount, at));
  }
  return checks;
}

describe('balances for a model', () => {
  it('of checks that fail: since when, and no word that all is well', async () => {
    const { store, answered, failed } = pastChecks(now);
    answered(now - 5 * hourMs, balance(100, now - 5 * hourMs));
    for (const hours of [4, 3, 2, 1]) failed(now - hours * hourMs, 'unauthorized');
    const { state, reason, lastCheck, balances, isStale } = await balancesOf({ history: store });
    assert.deepEqual([state, reason, balances[0]?.available, isStale], ['failed', 'key refused', '100.00', true]);
    assert.deepEqual(
      [lastCheck.outcome, lastCheck.failingSince],
      ['unauthorized', new Date(now - 4 * hourMs).toISOString().replace('.000', '')],
    );
  });
  it('stay low while checks fail: nobody learned that money came', async () => {
    const { store, answered, failed } = pastChecks(now);
    answered(now - 2 * hourMs, balance(3, now - 2 * hourMs));
    failed(now - hourMs, 'unreachable');
    assert.deepEqual((({ state, reason }) => [state, reason])(await balancesOf({ history: store })), ['low', '$3.00 is at or under $5.00']);
  });
  it('of long ago are not said to be well, unless that is how often they are asked', async () => {
    const { store, answered } = pastChecks(now, work);
    answered(now - 4 * hourMs, balance(100, now - 4 * hourMs));
    const { state, reason, ageSeconds } = await balancesOf({ history: store });
    assert.deepEqual([state, reason, ageSeconds], ['unknown', 'it was read too long ago to say', 4 * 3600]);
    const config = { accounts: [{ id: 'work', provider: 'deepseek' }], schedule: { every: '6h' } };
    assert.equal((await balancesOf({ history: store, config })).state, 'ok');
  });
  it('come from whoever checks where that knows more: bounds, all parts, and why it failed', async () => {
    const { store, answered } = pastChecks(now);
    const at = now - 10 * minuteMs;
    answered(at, balance(10, at));
    const reading = {
      at: at + 300,
      balances: [
        { unit: usd, available: dollars(10), parts: [{ kind: 'creditLine', amount: dollars(8) } as const], at, atMost: true as const },
      ],
      caps: [],
      spend: [],
      callsRefused: false,
      problems: [],
    };
    const error = { kind: 'serverError', host: 'api.example.com', status: 503 } as const;
    const record = recordOf({ reading, error, checkedAt: now - minuteMs, failingSince: now - minuteMs });
    const config = { accounts: [{ id: 'work', provider: 'deepseek' }] };
    const known = await balancesOf({ history: store, config, records: new Map([[work, record]]) });
    assert.deepEqual(
      [known.state, known.balances[0]?.bound, known.balances[0]?.parts],
      ['low', 'atMost', [{ kind: 'creditLine', amount: '8.00' }]],
    );
    assert.match(known.lastCheck.message ?? '', /HTTP 503/);
    for (const other of [recordOf({ ...record, reading: { ...reading, at: at - hourMs } }), recordOf({ ...record, reading: null })])
      assert.equal((await balancesOf({ history: store, config, records: new Map([[work, other]]) })).balances[0]?.bound, 'exact');
  });
  it('of an account that nobody has read', async () => {
    const config = { accounts: [{ id: 'work', provider: 'deepseek', label: 'Work' }] };
    const { state, reason, lastCheck, readAt } = await balancesOf({ history: pastChecks(now).store, config });
    assert.deepEqual([state, reason, lastCheck.outcome, readAt], ['unknown', 'it was never read', 'never', null]);
  });
});

describe('spend for a model', () => {
  it('that a provider reports stands beside what readings tell, each by its own name', async () => {
    const checks = checkedDaily([50, 48, 45]);
    checks.answered(now - minuteMs / 2, {
      ...balance(45, now - minuteMs / 2),
      spend: [
        { unit: usd, window: 'month', amount: dollars(31.5), atLeast: true },
        { unit: usd, window: 'day', amount: null },
      ],
      days: Array.from({ length: 12 }, (_, index) => costOf(Date.UTC(2026, 0, 1 + index), 2.5)),
    });
    const { accounts, thisMonth, lastMonth } = spendShape.parse(told(await getSpend(mcpPorts({ history: checks.store, now }), {}, call)));
    assert.deepEqual([thisMonth, lastMonth], ['2026-01', '2025-12']);
    const [{ spend, reportedByProvider }] = accounts as [(typeof accounts)[number]];
    assert.deepEqual(
      spend.map(({ source, today, thisMonth: month, lastMonth: before }) => [source, today.amount, month, before]),
      [
        ['readings', '3.00', { amount: '5.00', bound: 'atLeast' }, { amount: null, bound: 'atLeast' }],
        ['provider', '2.50', { amount: '30.00', bound: 'exact' }, { amount: null, bound: 'atLeast' }],
      ],
    );
    assert.deepEqual(
      reportedByProvider.map(({ window, spent }) => [window, spent]),
      [['month', { amount: '31.50', bound: 'atLeast' }]],
    );
  });
  it('ends in the middle of a long history when the client does not want it any more', async () => {
    const { store } = checkedDaily(Array.from({ length: 400 }, (_, index) => 1000 - index));
    const cancel = new AbortController();
    const ports = { ...mcpPorts({ history: store, now }), turn: async () => void cancel.abort() };
    await assert.rejects(getSpend(ports, {}, { ...call, signal: cancel.signal }), { name: 'AbortError' });
  });
});

describe('runway for a model', () => {
  const runwayOf = async ({ store }: PastChecks) => {
    const answer = await getRunway(mcpPorts({ history: store, now }), {}, call);
    assert.ok(answer.ok);
    return { row: runwayShape.parse(answer.structured).accounts[0]!.runway[0]!, text: answer.text };
  };
  it('is an estimate as a range, from when it was read', async () => {
    const { row, text } = await runwayOf(checkedDaily(Array.from({ length: 20 }, (_, index) => 60 - 2 * index)));
    assert.deepEqual([row.status, row.days, row.burnPerDay?.usual], ['estimated', { low: 11, high: 11, bound: 'exact' }, '2.00']);
    assert.equal(row.runsOutFrom, '2026-01-23T11:59:00Z');
    assert.match(
      text,
      /^"work": 22\.00 USD, read 2026-01-12T11:59:00Z, 1 min ago, burn rate 2\.00 USD a day \(2\.00 to 2\.00\), estimated to last 11 days/,
    );
  });
  it('is not known, and says why', async () => {
    for (const [amounts, status, why] of [
      [[50], 'notKnown', /less than a day/],
      [[50, 50, 50, 50], 'idle', /nothing was spent/],
      [[10, 20, 30, 40, 50], 'notKnown', /top-ups hide/],
    ] as const) {
      const { row } = await runwayOf(checkedDaily(amounts));
      assert.equal(row.status, status);
      assert.match(row.why ?? '', why);
      assert.equal(row.days, null);
    }
  });
  it('of more days than a calendar has is told without a date', async () => {
    const { row } = await runwayOf(checkedDaily(Array.from({ length: 20 }, (_, index) => 8_000_000_000 - index / 1_000_000)));
    assert.deepEqual([row.status, row.runsOutFrom, row.runsOutTo], ['estimated', null, null]);
  });
});
