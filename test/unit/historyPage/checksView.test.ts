import assert from 'node:assert/strict';
import { checkPeriods, checkRuns } from '../../../src/core/historyPage/checkPeriods';
import type { ChecksView } from '../../../src/core/historyPage/checksView';
import type { HistorySelection } from '../../../src/core/historyPage/historySelection';
import { errorKinds } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import { factsOf, held } from '../../support/accounts';
import { historyView } from '../../support/historyPage';
import { pastChecks, type PastChecks } from '../../support/pastChecks';
import { day, hour } from '../../support/pastReadings';

const now = Date.UTC(2026, 2, 12, 20);

function checksOf({ store }: PastChecks, wanted: Partial<HistorySelection> = {}): ChecksView {
  return historyView(store, [factsOf({})], wanted, 1200, { now, locale: 'en-GB', timeZone: 'UTC', hidden: false, t: english }).checks;
}

/** An hour apart, the last now. */
function hourly(...outcomes: readonly string[]): PastChecks {
  const checks = pastChecks(now);
  for (const [index, outcome] of outcomes.entries()) {
    const at = now - (outcomes.length - 1 - index) * hour;
    const kind = errorKinds.find((one) => one === outcome);
    if (kind) checks.failed(at, kind);
    else checks.answered(at, { balances: [held('USD', '40', {}, at)] });
  }
  return checks;
}

describe('how checks of an account came out', () => {
  it('is a strip that tells answered, refused, down and other failures apart, each up to the next', () => {
    const { runs, sentence } = checksOf(
      hourly('answered', 'answered', 'unauthorized', 'unauthorized', 'timeout', 'unreachable', 'rateLimited', 'answered'),
    );
    assert.deepEqual(
      runs.map(({ state, from, to }) => [state, (now - from) / hour, (now - to) / hour]),
      [
        ['answered', 7, 5],
        ['refused', 5, 3],
        ['down', 3, 1],
        ['failed', 1, 0],
        ['answered', 0, 0],
      ],
    );
    assert.equal(sentence, 'Checks failed in 4 periods, and 0 periods had none. They are listed below.');
  });
  it('is a list of what was not answered, newest first, from the first check of a kind to the last', () => {
    const { entries } = checksOf(hourly('answered', 'unauthorized', 'unauthorized', 'timeout', 'answered'));
    assert.deepEqual(
      entries.map(({ name, when }) => [name, when]),
      [
        ['Down: no answer in time', '12 Mar 2026, 19:00'],
        ['Refused: key not accepted', '12 Mar 2026, 17:00–18:00'],
      ],
    );
  });
  it('says that nobody asked, which is not that nobody answered', () => {
    const checks = pastChecks(now);
    checks.failed(now - 6 * day, 'unreachable');
    checks.answered(now - 2 * day, { balances: [held('USD', '40', {}, now - 2 * day)] });
    const { runs, entries } = checksOf(checks);
    assert.deepEqual(
      runs.map(({ state, from, to }) => [state, (now - from) / day, (now - to) / day]),
      [
        ['down', 6, 6],
        ['notAsked', 6, 2],
        ['answered', 2, 2],
        ['notAsked', 2, 0],
      ],
    );
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['Not asked', 'Not asked', 'Down: not reached'],
    );
  });
  it('has no silence where somebody checks once a day', () => {
    const checks = pastChecks(now);
    for (const days of [3, 2, 1]) checks.answered(now - days * day + hour / 2, {});
    const { runs, entries, sentence } = checksOf(checks, { range: { kind: '7d' } });
    assert.deepEqual([runs.map(({ state }) => state), entries, sentence], [['answered'], [], 'All checks were answered.']);
  });
  it('is there before anything was answered', () => {
    const view = checksOf(hourly('unauthorized', 'unauthorized'));
    assert.deepEqual([view.runs.map(({ state }) => state), view.entries.length], [['refused'], 1]);
  });
  it('does not hide a failure that is shorter than a pixel, and stays as short as the strip is wide', () => {
    const minute = 60_000;
    const flapping = Array.from({ length: 20_000 }, (_, index) => {
      const at = now - (20_000 - index) * 20 * minute;
      return { from: at, to: at, epoch: 0, outcome: index % 10 === 0 ? ('serverError' as const) : ('answered' as const) };
    });
    const span = { from: now - 300 * day, to: now };
    const runs = checkRuns(checkPeriods(flapping, now), span, 300);
    assert.ok(runs.length <= 602, `${runs.length} runs`);
    assert.ok(runs.some(({ state }) => state === 'down'));
    for (const { from, to } of runs) assert.ok(from >= span.from && to <= span.to && from <= to);
  });
  it('has no strip where no check is known of', () =>
    assert.deepEqual(checksOf(pastChecks(now)), { runs: [], entries: [], more: null, sentence: null }));
});
