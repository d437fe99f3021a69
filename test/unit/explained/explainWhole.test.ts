import assert from 'node:assert/strict';
import { explainCalls } from '../../../src/core/explained/explainCalls';
import type { ExplainedGroup } from '../../../src/core/explained/explainedGroup';
import { explainedSentences } from '../../../src/core/explained/explainedWords';
import { spendSpans } from '../../../src/core/explained/spendSpan';
import { spendingGroups } from '../../../src/core/explained/spendingGroups';
import type { PastReading } from '../../../src/core/history/pastReading';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { english } from '../../../src/core/text/translate';
import { hourMs } from '../../../src/core/time/durations';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import * as providers from '../../../src/providers';
import { callAt } from '../../support/explainedWorld';
import { idOf } from '../../support/ids';
import { parts, total } from '../../support/pastReadings';

/** A Saturday, when every hour is off-peak: a call of `callAt` comes to ¥0.148. */
const start = Date.UTC(2026, 10, 21);
const at = (hours: number): number => start + hours * hourMs;
const now = at(40);

function explained(readings: readonly PastReading[], calls: readonly CountedCall[]): ExplainedGroup {
  const rows = readings.map((reading) => ({ account: idOf('deepseek'), unit: 'CNY', reading }));
  const groups = spendingGroups(rows, () => ({ provider: 'deepseek', site: null }), []);
  const said = { overrides: [], bookings: [] };
  const [group] = explainCalls({
    calls,
    since: 0,
    tools: [],
    groups,
    ...said,
    meant: meantBy(Object.values(providers)),
    known: { from: 0, to: now },
    now,
  }).groups;
  assert.ok(group);
  return group;
}
const said = (group: ExplainedGroup): string =>
  explainedSentences(group, { amount: (amount) => (amount / 1e6).toFixed(2), time: String, toolName: (tool) => tool, t: english }).join(
    ' ',
  );
const calls = (hours: readonly number[]): readonly CountedCall[] => hours.map((hour) => callAt(at(hour), { key: hour }));

describe('a time that is explained as a whole', () => {
  it('misses what a part of it misses, whatever a top-up hides in another', () => {
    // Ten calls between the first two readings, and a top-up that hides them; then two yuan are spent in a night.
    const { whole } = explained([total(at(0), 20), total(at(10), 70), total(at(24), 68)], calls([1, 2, 3, 4, 5, 6, 7]));
    assert.deepEqual([whole?.state, whole?.unexplainedAtLeast, whole?.span.atLeast], ['unexplained', 2_000_000, true]);
  });

  it('says what was spent while no tool was in use beside what else is missing', () => {
    const group = explained([total(at(0), 20), total(at(10), 18), total(at(24), 15)], calls([2]));
    assert.match(said(group), /At least ≈ 4\.85 is in no log here\. 3\.00 of it was spent while no tool whose logs are read was in use\./);
  });

  it('never says that more was spent while no tool was in use than is in no log', () => {
    // The call may have been booked before the first reading, so that nothing else is certain.
    const group = explained([total(at(0), 20), total(at(10), 20), total(at(24), 17)], calls([-0.5]));
    assert.match(said(group), /At least ≈ 3\.00 is in no log here\. 3\.00 of it/);
  });

  it('does not hold that logs say more where a grant may have been used up rather than ended', () => {
    const readings = [parts(at(0), 0, 1.04), parts(at(10), 0, 0)];
    assert.deepEqual(
      spendSpans(readings).map(({ spent, atLeast }) => [spent, atLeast]),
      [[0, true]],
    );
    const group = explained(readings, calls([1, 2, 3, 4, 5, 6, 7]));
    assert.equal(group.whole?.state, 'notComparable');
    assert.match(said(group), /A top-up or a grant that ended hides how much was spent/);
  });

  it('does not miss what was left of a grant whose time was over, however much own money went too', () => {
    // Reported as a false alarm of another tool: https://github.com/Han-1413141/dsh-cost-meter/issues/89
    const group = explained([parts(at(0), 20, 10), parts(at(10), 19.26, 0)], calls([1, 2, 3, 4, 5]));
    assert.deepEqual([group.whole?.span.spent, group.whole?.span.atLeast, group.whole?.state], [740_000, true, 'reconciled']);
  });

  it('asks whether money was added where logs come to more than the balance fell by', () => {
    const group = explained([total(at(0), 20), total(at(10), 19.8)], calls([1, 2, 3, 4, 5, 6, 7]));
    assert.match(said(group), /or was money added\?/);
  });
});
