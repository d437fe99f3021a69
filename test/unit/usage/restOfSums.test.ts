import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { micros, unit } from '../../../src/core/money/money';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import { restOfSums } from '../../../src/core/usage/restOfSums';
import { noTokens } from '../../../src/core/usage/tokens';

const usd = unit('USD');

/** A call, or a sum of some that were deleted. */
function call(at: number, output: number, cost: number): LoggedCall {
  return {
    key: String(at),
    at,
    kind: 'call',
    provider: null,
    model: null,
    tokens: { ...noTokens, output },
    quality: 'reported',
    costs: cost === 0 ? [] : [{ amount: micros(cost), unit: usd, source: 'tool' }],
    project: null,
    session: null,
    isSubAgent: false,
  };
}

interface Log {
  readonly calls: readonly LoggedCall[];
  readonly sums: readonly LoggedCall[];
}

const output = (calls: readonly LoggedCall[]): number => calls.reduce((sum, { tokens }) => sum + (tokens?.output ?? 0), 0);
const cost = (calls: readonly LoggedCall[]): number => calls.flatMap(({ costs }) => costs).reduce((sum, { amount }) => sum + amount, 0);

/** What a tool does to a log: it adds a call, or goes back to an earlier state and writes the sum of what came after. */
function after(log: Log, at: number, step: number): Log {
  if (step > 0) return { ...log, calls: [...log.calls, call(at, step, step * 3)] };
  const keeps = ({ at: time }: LoggedCall): boolean => time < at + step * 2;
  const gone = [...log.calls, ...log.sums].filter((one) => !keeps(one));
  return { calls: log.calls.filter(keeps), sums: [...log.sums.filter(keeps), call(at, output(gone), cost(gone))] };
}

const steps = fc.array(fc.record({ step: fc.integer({ min: -8, max: 50 }), isSeen: fc.boolean() }), { minLength: 1, maxLength: 25 });

describe('restOfSums', () => {
  it('comes to what was used, at whatever moments the log was looked at', () => {
    fc.assert(
      fc.property(steps, (list) => {
        let log: Log = { calls: [], sums: [] };
        let kept: unknown;
        let used = 0;
        const known = new Map<string, LoggedCall>();
        for (const [index, { step, isSeen }] of [...list, { step: 1, isSeen: true }].entries()) {
          log = after(log, index + 1, step);
          used += Math.max(0, step);
          if (!isSeen) continue;
          const rest = restOfSums(log.calls, log.sums, kept);
          // As it comes back from where it is kept.
          kept = JSON.parse(JSON.stringify(rest.kept));
          for (const one of rest.calls) known.set(one.key, one);
        }
        assert.deepEqual([output([...known.values()]), cost([...known.values()])], [used, used * 3]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes anything else that was kept for nothing', () => {
    for (const kept of [null, 7, 'x', [], { seen: { 1: ['x'] }, gone: [1], rests: [] }])
      assert.equal(output(restOfSums([call(1, 5, 0)], [call(2, 7, 0)], kept).calls), 12);
  });
});
