import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unit, micros } from '../../../src/core/money/money';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import { mergeCalls } from '../../../src/core/usage/mergeCalls';

const few = fc.integer({ min: 0, max: 3 });
const tokens = fc.record({ input: few, cacheRead: few, cacheWrite5m: few, cacheWrite1h: few, output: few, reasoning: few });
const maybe = <T>(value: T): fc.Arbitrary<T | undefined> => fc.constantFrom(value, undefined);

/** Reports of one call, as logs that repeat, resume and copy one another hold them. */
const report: fc.Arbitrary<LoggedCall> = fc
  .record({
    at: few,
    rank: few,
    tokens: fc.option(tokens),
    model: fc.constantFrom('a', 'b', null),
    provider: fc.constantFrom({ name: 'p', evidence: 'logged' as const }, { name: 'q', evidence: 'model' as const }, null),
    project: fc.constantFrom('x', 'y', null),
    session: fc.constantFrom('s', 't'),
    isSubAgent: fc.boolean(),
    cost: few,
    name: maybe('n'),
    copyOf: maybe('o'),
    replayOf: maybe('r'),
  })
  .map(({ cost, name, copyOf, replayOf, ...own }) => ({
    key: 'k',
    kind: 'call' as const,
    quality: 'reported' as const,
    costs: [{ amount: micros(cost), unit: unit('USD'), source: 'tool' as const }],
    ...own,
    ...(name === undefined ? {} : { name }),
    ...(copyOf === undefined ? {} : { copyOf }),
    ...(replayOf === undefined ? {} : { replayOf }),
  }));

/** Where two reports tie in all that is counted, which of two words is kept says nothing of what they come to. */
function counted({ at, tokens: used, costs, rank, isSubAgent, name, copyOf, replayOf }: LoggedCall): unknown {
  return { at, used, costs, rank, isSubAgent, name, copyOf, replayOf };
}

function merged(reports: readonly LoggedCall[]): LoggedCall {
  return reports.reduce(mergeCalls);
}

describe('reports of one call', () => {
  it('come to the same in every order, however they are grouped, and said twice', () => {
    fc.assert(
      fc.property(
        fc.array(report, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        fc.nat(5),
        (reports, order, cut) => {
          const expected = counted(merged(reports));
          const shuffled = reports
            .map((one, index) => ({ one, place: order[index] ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ one }) => one);
          assert.deepEqual(counted(merged(shuffled)), expected);
          assert.deepEqual(counted(merged([...reports, ...shuffled])), expected);
          const [first, rest] = [reports.slice(0, cut), reports.slice(cut)];
          if (first.length > 0 && rest.length > 0) assert.deepEqual(counted(mergeCalls(merged(first), merged(rest))), expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are never of less output than one of them that outranks none of the others', () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 6 }), (reports) => {
        const level = reports.map((one) => ({ ...one, rank: 0 }));
        const most = Math.max(...level.map((one) => one.tokens?.output ?? -1));
        assert.equal(merged(level).tokens?.output ?? -1, most);
      }),
    );
  });

  it('are a copy only where every one of them is', () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 6 }), (reports) => {
        assert.equal(
          merged(reports).copyOf !== undefined,
          reports.every(({ copyOf }) => copyOf !== undefined),
        );
      }),
    );
  });
});
