import assert from 'node:assert/strict';
import { classifyStatus } from '../../../src/core/provider/classifyStatus';
import type { Outcome } from '../../../src/core/model/outcome';
import type { ProviderError, ProviderErrorKind } from '../../../src/core/model/providerError';
import { dueTime, isJustAwake, planNext, replan, unplanned, wakeGrace, type PlanContext } from '../../../src/core/checks/schedule';
import { recordOutcome } from '../../../src/core/checks/recordOutcome';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { hour, minute, start } from '../../support/accounts';
import { answered, contextOf, failed, host, planOf, saying, unpaid } from '../../support/watch';

const good: Outcome = { ok: true, reading: saying('USD 20', start) };
const bad = (error: ProviderError = failed): Outcome => ({ ok: false, error });
const refusal = (kind: ProviderErrorKind): Outcome => bad({ kind, host });
const limited = (retryAfter: string): Outcome =>
  bad(classifyStatus({ ok: true, status: 429, contentType: '', retryAfter, body: '' }, host, start)!);
const second = 1000;

describe('the next check after an answer', () => {
  const rows: readonly {
    readonly what: string;
    readonly outcome: Outcome;
    readonly failures?: number;
    readonly plan?: Partial<PlanContext>;
    readonly after: number;
  }[] = [
    { what: 'the interval after a number', outcome: good, after: 15 * minute },
    { what: 'the interval after a number that ended failures', outcome: good, failures: 4, after: 15 * minute },
    { what: 'a tenth sooner at the least', outcome: good, plan: { random: 0 }, after: 13.5 * minute },
    { what: 'a tenth later at the most', outcome: good, plan: { random: 1 }, after: 16.5 * minute },
    { what: 'twice the interval after a failure', outcome: bad(), plan: { intervalMs: 5 * minute }, after: 10 * minute },
    { what: 'four times after the second', outcome: bad(), failures: 1, plan: { intervalMs: 5 * minute }, after: 20 * minute },
    { what: 'eight times after the third', outcome: bad(), failures: 2, plan: { intervalMs: 5 * minute }, after: 40 * minute },
    { what: 'an hour after the fourth', outcome: bad(), failures: 3, plan: { intervalMs: 5 * minute }, after: hour },
    { what: 'an hour after the thousandth', outcome: bad(), failures: 999, plan: { intervalMs: 5 * minute }, after: hour },
    {
      what: 'an interval over an hour as it is, failing or not',
      outcome: bad(),
      failures: 7,
      plan: { intervalMs: 24 * hour },
      after: 24 * hour,
    },
    { what: 'with jitter after a failure too', outcome: bad(), plan: { intervalMs: 5 * minute, random: 0 }, after: 9 * minute },
    // incident 12
    { what: 'Retry-After in seconds', outcome: limited('5400'), after: 90 * minute },
    { what: 'Retry-After as a date', outcome: limited(new Date(start + 3 * hour).toUTCString()), after: 3 * hour },
    {
      what: 'Retry-After of one endpoint of several',
      outcome: { ok: true, reading: saying('USD 20', start, { problems: [{ kind: 'rateLimited', host, retryAt: start + 2 * hour }] }) },
      after: 2 * hour,
    },
    { what: 'the back-off where Retry-After is shorter', outcome: limited('60'), after: 30 * minute },
  ];
  for (const { what, outcome, failures = 0, plan, after } of rows) {
    it(what, () => {
      const next = planNext({ ...unplanned, failures }, outcome, planOf(plan));
      assert.deepEqual(next, { dueAt: start + after, failures: outcome.ok ? 0 : failures + 1, refusals: 0 });
    });
  }
  it('lies within a tenth of the interval, whatever the die says', () => {
    for (let random = 0; random < 1; random += 0.01) {
      const wait = planNext(unplanned, good, planOf({ random })).dueAt! - start;
      assert.ok(wait >= 13.5 * minute && wait <= 16.5 * minute && Number.isInteger(wait), `${random}: ${wait}`);
    }
  });
  for (const kind of [
    'unauthorized',
    'forbidden',
    'missingKey',
    'originRefused',
    'insufficientScope',
    'notSupported',
    'retired',
  ] as const) {
    it(`ever more seldom after ${kind}, up to six hours, since it may be mended at the provider`, () => {
      const after = (refusals: number) => planNext({ dueAt: start, failures: refusals, refusals }, refusal(kind), planOf());
      assert.deepEqual(
        [0, 1, 2, 3, 4, 5, 999].map((refusals) => (after(refusals).dueAt! - start) / minute),
        [15, 30, 60, 120, 240, 360, 360],
      );
      assert.deepEqual([after(1).failures, after(1).refusals], [2, 2]);
    });
  }
  it('six hours after the last refusal where nothing was planned', () => {
    assert.equal(dueTime({ dueAt: null, failures: 9, refusals: 9 }, start, null, planOf({ now: start + hour })), start + 6 * hour);
    assert.equal(replan({ dueAt: null, failures: 9, refusals: 9 }, start, planOf({ now: start + hour })), null);
  });
  for (const kind of ['rateLimited', 'unreachable', 'timeout', 'proxyOrTls', 'serverError', 'unexpectedResponse', 'notReported'] as const) {
    it(`no refusal, and the end of a row of them: ${kind}`, () =>
      assert.equal(planNext({ dueAt: start, failures: 2, refusals: 2 }, refusal(kind), planOf()).refusals, 0));
  }
  it('an interval after 402: the money may come any time', () => {
    assert.deepEqual(planNext({ ...unplanned, failures: 2 }, bad(unpaid), planOf()), {
      dueAt: start + 15 * minute,
      failures: 0,
      refusals: 0,
    });
  });
  it('a number ends a row of refusals', () => {
    assert.deepEqual(planNext({ dueAt: null, failures: 3, refusals: 3 }, good, planOf()), {
      dueAt: start + 15 * minute,
      failures: 0,
      refusals: 0,
    });
  });
  it('none with the timer off, whatever the answer; failures count on', () => {
    const off = planOf({ intervalMs: 0 });
    assert.deepEqual(planNext({ ...unplanned, failures: 2 }, good, off), unplanned);
    assert.deepEqual(planNext({ ...unplanned, failures: 2 }, bad(), off), { ...unplanned, failures: 3 });
    assert.deepEqual(planNext(unplanned, limited('5400'), off), { ...unplanned, failures: 1 });
    assert.deepEqual(planNext(unplanned, bad(), { ...off, wokeAt: start - 1 }, true), unplanned);
  });
});

// incident 17
describe('a failure just after a wake', () => {
  const awake = (ago: number): PlanContext => planOf({ wokeAt: start - ago });
  const before = { ...nothingKnown, reading: saying('USD 20', start - hour), checkedAt: start - hour };
  const land = (outcome: Outcome, ago: number) => recordOutcome(before, answered(outcome, { place: 'there' }), awake(ago), contextOf());

  for (const kind of ['unreachable', 'timeout', 'proxyOrTls'] as const) {
    it(`${kind}: neither shown nor counted, and tried again in half a minute`, () => {
      const { record, alerts } = land(refusal(kind), 10 * second);
      assert.deepEqual(record, { ...before, place: 'there', schedule: { dueAt: start + wakeGrace, failures: 0, refusals: 0 } });
      assert.deepEqual(alerts, []);
    });
  }
  it('counts from half a minute on, and a second one at any time', () => {
    assert.deepEqual(
      [wakeGrace - 1, wakeGrace].map((ago) => isJustAwake(bad(), 0, awake(ago))),
      [true, false],
    );
    assert.equal(isJustAwake(bad(), 1, awake(second)), false);
    assert.equal(land(bad(), wakeGrace).record.error, failed);
  });
  it('counts where the wake lies in the future, after the clock stepped back', () =>
    assert.equal(isJustAwake(bad(), 0, awake(-hour)), false));
  it('a number is a number', () => assert.equal(land(good, second).record.checkedAt, start));

  const unpaidOutcome = bad(unpaid);
  const answers: readonly (readonly [string, Outcome])[] = [
    ['a refused key', refusal('unauthorized')],
    ['402', unpaidOutcome],
    ['Retry-After', limited('5400')],
    ['429', refusal('rateLimited')],
    ['500', refusal('serverError')],
  ];
  for (const [what, outcome] of answers) {
    it(`${what} is the provider's own word, and counts at once`, () => {
      const { record } = land(outcome, second);
      assert.deepEqual(
        [record.error, record.checkedAt, record.schedule.failures],
        [outcome.ok ? null : outcome.error, start, outcome === unpaidOutcome ? 0 : 1],
      );
    });
  }
});

describe('when an account is due', () => {
  const rows: readonly {
    readonly what: string;
    readonly dueAt?: number;
    readonly failures?: number;
    readonly checkedAt?: number;
    readonly retryAt?: number;
    readonly due: number;
  }[] = [
    { what: 'at once where it was never asked', due: start },
    { what: 'as planned', dueAt: start + 7 * minute, checkedAt: start, due: start + 7 * minute },
    { what: 'an interval after a check that nobody planned on', checkedAt: start - 5 * minute, due: start + 10 * minute },
    { what: 'after the back-off of such a check', checkedAt: start, failures: 1, due: start + 30 * minute },
    { what: 'not before Retry-After', dueAt: start, checkedAt: start, retryAt: start + 2 * hour, due: start + 2 * hour },
  ];
  for (const { what, dueAt = null, failures = 0, checkedAt = null, retryAt = null, due } of rows) {
    it(what, () => assert.equal(dueTime({ dueAt, failures, refusals: 0 }, checkedAt, retryAt, planOf()), due));
  }
});

describe('a plan that is made anew', () => {
  const stands = (after: number, plan: Partial<PlanContext> = {}, failures = 0) =>
    replan({ dueAt: start + after, failures, refusals: 0 }, start, planOf(plan));
  it('stands while it is within its interval and jitter', () => {
    assert.deepEqual(
      [0, -8 * hour, 15 * minute, 16.5 * minute].map((after) => stands(after)),
      [null, null, null, null],
    );
  });
  // incident 18
  it('after the clock stepped back two hours, nothing waits longer than its interval', () => {
    assert.deepEqual(stands(15 * minute, { now: start - 2 * hour }), {
      dueAt: start - 2 * hour + 15 * minute,
      failures: 0,
      refusals: 0,
    });
  });
  it('also where nothing was planned, and the last check lies in the future', () => {
    assert.equal(replan(unplanned, start + 3 * hour, planOf())?.dueAt, start + 15 * minute);
  });
  it('under a shorter interval', () => assert.equal(stands(24 * hour)?.dueAt, start + 15 * minute));
  it('by the back-off where checks fail', () => {
    assert.equal(stands(45 * minute, {}, 2), null);
    assert.deepEqual(stands(2 * hour, {}, 2), { dueAt: start + hour, failures: 2, refusals: 0 });
  });
  it('not under a longer one: what is due soon comes first', () => assert.equal(stands(15 * minute, { intervalMs: 24 * hour }), null));
});

describe('checks that keep a clock', () => {
  const at = (text: string): number => Date.parse(text);
  const next = (now: string, intervalMs: number, more: Partial<PlanContext> = {}, outcome: Outcome = good): string => {
    const { dueAt } = planNext(unplanned, outcome, planOf({ now: at(now), intervalMs, clockZone: 'UTC', ...more }));
    return new Date(dueAt ?? 0).toISOString();
  };
  it('begin with its hour, whatever the die says', () =>
    assert.deepEqual(
      [0, 0.5, 0.99].map((random) => next('2026-11-27T10:00:07Z', hour, { random })),
      Array.from({ length: 3 }, () => '2026-11-27T11:00:00.000Z'),
    ));
  it('are not made twice within a moment of it', () => assert.equal(next('2026-11-27T10:57:00Z', hour), '2026-11-27T12:00:00.000Z'));
  it('after a failure wait for an hour of it as well', () =>
    assert.equal(next('2026-11-27T10:00:20Z', 15 * minute, {}, bad()), '2026-11-27T10:30:00.000Z'));
  it('are spread where the interval fits into no day', () =>
    assert.equal(next('2026-11-27T10:00:00Z', 7 * minute), '2026-11-27T10:07:00.000Z'));
  it('wait for Retry-After all the same', () => {
    const outcome = bad(
      classifyStatus({ ok: true, status: 429, contentType: '', retryAfter: '5400', body: '' }, host, at('2026-11-27T10:00:00Z'))!,
    );
    assert.equal(next('2026-11-27T10:00:00Z', hour, {}, outcome), '2026-11-27T11:30:00.000Z');
  });
  it('of a plan that stands is not made anew', () => {
    const context = planOf({ now: at('2026-11-27T10:57:00Z'), intervalMs: hour, clockZone: 'UTC' });
    assert.equal(replan(planNext(unplanned, good, context), context.now, context), null);
  });
});
