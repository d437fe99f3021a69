import fc from 'fast-check';
import type { Happening, Incident, Plan } from './incidents';
import { faultKinds, type Fault } from './provider';
import { Random } from './random';

const slot = fc.nat(4);
const upTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });
const orNull = (of: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(of);
const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom(...faultKinds, ...faultKinds.filter((kind) => kind !== 'revoked')),
  retryAfterSeconds: orNull(upTo(4 * 3_600)),
  asDate: fc.boolean(),
});

const incidents: readonly (readonly [number, fc.Arbitrary<Incident>])[] = [
  [3, fc.record({ kind: fc.constant('crash'), window: slot, midFlight: fc.boolean(), awayMinutes: upTo(300) })],
  [1, fc.record({ kind: fc.constant('close'), window: slot, awayMinutes: upTo(300) })],
  [2, fc.record({ kind: fc.constant('zombie'), window: slot, hangs: fc.boolean(), awayMinutes: upTo(600) })],
  [
    2,
    fc.record({
      kind: fc.constant('sleep'),
      midFlight: fc.boolean(),
      minutes: fc.oneof(upTo(10), upTo(600)),
      networkAfterSeconds: fc.nat(40),
    }),
  ],
  [1, fc.record({ kind: fc.constant('offline'), minutes: upTo(120) })],
  [2, fc.record({ kind: fc.constant('step'), minutes: fc.oneof(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -3, max: 3 })) })],
  [3, fc.record({ kind: fc.constant('key'), window: slot, account: slot })],
  [5, fc.record({ kind: fc.constant('fault'), account: slot, minutes: upTo(400), fault })],
  [
    4,
    fc.record({
      kind: fc.constant('money'),
      account: slot,
      unit: fc.constantFrom('CNY', 'USD'),
      hundredths: fc.integer({ min: -1_500, max: 1_500 }),
    }),
  ],
  [
    5,
    fc.record({
      kind: fc.constant('click'),
      window: slot,
      account: slot,
      cancelAfterMs: orNull(upTo(2_000)),
      again: fc.boolean(),
      everywhere: fc.boolean(),
    }),
  ],
  [2, fc.record({ kind: fc.constant('focus'), window: orNull(slot) })],
  [2, fc.record({ kind: fc.constant('lock'), reads: fc.boolean(), midFlight: fc.boolean(), seconds: upTo(5) })],
  [1, fc.record({ kind: fc.constant('channel'), minutes: fc.oneof(upTo(20), upTo(200)) })],
  [1, fc.record({ kind: fc.constant('readd'), window: slot, account: slot })],
];
const incident = fc.oneof(...incidents.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Two to five windows for one to three days. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    seed: fc.nat(),
    windows: fc.integer({ min: 2, max: 5 }),
    keyless: orNull(fc.nat(1)),
    accounts: fc.integer({ min: 1, max: 2 }),
    days: upTo(3),
    intervalMinutes: fc.constantFrom(60, 90, 180),
    ticksPerInterval: fc.constantFrom(3, 4),
  })
  .chain((plan) => {
    // Some come in bursts, so that they meet each other.
    const alone = fc.tuple(fc.nat(plan.days * 1_440), incident).map(([atMinute, one]) => [{ atMinute, incident: one }]);
    const burst = fc
      .tuple(fc.nat(plan.days * 1_440), fc.array(fc.tuple(fc.nat(3_000), incident), { minLength: 2, maxLength: 4 }))
      .map(([atMinute, some]) => some.map(([after, one]) => ({ atMinute: atMinute + after / 1000, incident: one })));
    return fc
      .array(fc.oneof({ weight: 2, arbitrary: alone }, { weight: 1, arbitrary: burst }), { maxLength: 24 })
      .map((happenings) => ({ ...plan, happenings: happenings.flat() }));
  });

/** The same kinds, drawn for a long run: about sixteen a day. */
export function longPlan(seed: number, base: Omit<Plan, 'seed' | 'happenings'>): Plan {
  const count = base.days * 16;
  const drawn = fc.sample(incident, { seed, numRuns: count });
  const random = new Random(seed);
  const happenings = drawn.map((one): Happening => ({ atMinute: random.next() * base.days * 1_440, incident: one }));
  return { ...base, seed, happenings };
}
