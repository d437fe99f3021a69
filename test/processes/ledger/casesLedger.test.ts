import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommand } from '../../support/runCommand';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 5, 1);

const Amounts = z.object({ today: z.string(), '7d': z.string(), '30d': z.string(), cycle: z.string() });
const Flags = z.object({ today: z.boolean(), '7d': z.boolean(), '30d': z.boolean(), cycle: z.boolean() });
const Ledger = z.object({
  events: z.array(z.object({ kind: z.string(), amount: z.string(), atLeast: z.boolean() })),
  spend: Amounts,
  atLeast: Flags,
  burnPerDay: z.object({ p25: z.string(), p50: z.string(), p75: z.string(), atLeast: z.boolean() }).nullable(),
  runwayDays: z.unknown(),
});

/** A balance read every `everyHours`, which falls each hour and is filled up by `fill` under `floor`: an automatic recharge. */
interface Course {
  readonly hours: number;
  readonly everyHours: number;
  readonly perHour: number;
  readonly floor: number;
  readonly fill: number;
  readonly from: number;
}

interface Played {
  readonly input: string;
  readonly now: string;
  /** What was truly spent in all hours. */
  readonly spent: number;
  /** What the readings fall by, which is the least that was spent. */
  readonly fallen: number;
}

function play({ hours, everyHours, perHour, floor, fill, from }: Course): Played {
  const readings = [{ account: 'a', unit: 'USD', at: new Date(start).toISOString(), available: from.toFixed(2) }];
  let balance = from;
  for (let hour = 1; hour <= hours; hour += 1) {
    balance -= perHour;
    if (balance < floor) balance += fill;
    if (hour % everyHours === 0)
      readings.push({
        account: 'a',
        unit: 'USD',
        at: new Date(start + hour * hourMs).toISOString(),
        available: balance.toFixed(2),
      });
  }
  const fallen = readings.reduce(
    (sum, { available }, index) => sum + Math.max(0, Number(readings[index - 1]?.available ?? available) - Number(available)),
    0,
  );
  return { input: JSON.stringify(readings), now: new Date(start + (hours + 1) * hourMs).toISOString(), spent: hours * perHour, fallen };
}

const ledgerOf = async ({ input, now }: Played) => {
  const words = ['ledger', '--readings', '-', '--now', now, '--tz', 'UTC'];
  const [text, json] = [await runCommand(words, { input }), await runCommand([...words, '--json'], { input })];
  assert.deepEqual([text.code, text.stderr, json.code], [0, '', 0]);
  const [ledger] = z.array(Ledger).parse(JSON.parse(json.stdout));
  assert.ok(ledger);
  return { text: text.stdout, ledger };
};

describe('a ledger of what is recharged by itself', () => {
  for (const [what, course] of [
    ['once a day, a little more than was spent', { hours: 24 * 20, everyHours: 24, perHour: 0.75, floor: 15, fill: 20, from: 30 }],
    ['each day much more than was spent', { hours: 24 * 15, everyHours: 24, perHour: 0.25, floor: 1e9, fill: 5, from: 30 }],
    ['twice a day', { hours: 24 * 10, everyHours: 24, perHour: 2, floor: 20, fill: 25, from: 40 }],
    ['and read every twelve hours', { hours: 24 * 10, everyHours: 12, perHour: 1, floor: 10, fill: 13, from: 20 }],
  ] as const) {
    it(`says of no bound that it is a fact: ${what}`, async () => {
      const played = play(course);
      const { text, ledger } = await ledgerOf(played);
      assert.ok(played.fallen < played.spent, 'some of the spend is hidden');
      assert.ok(ledger.atLeast['30d'], JSON.stringify(ledger.spend));
      assert.match(text, /30 days (?:at least \d|not known)/);
      assert.doesNotMatch(text, /(?<!at least )\b0\.00 USD a day|runway \(estimated\): (?!not known|perhaps|collecting|[^\n]* or less)/);
      assert.ok(ledger.burnPerDay === null || ledger.burnPerDay.atLeast, JSON.stringify(ledger.burnPerDay));
      assert.ok(Number(ledger.spend['30d']) <= played.spent + 0.001);
    });
  }
  for (const [what, course] of [
    ['every hour', { hours: 24 * 4, everyHours: 1, perHour: 3, floor: 5, fill: 20, from: 22 }],
    ['every two hours', { hours: 24 * 6, everyHours: 2, perHour: 1.25, floor: 4, fill: 15, from: 19 }],
    ['every six hours', { hours: 24 * 8, everyHours: 6, perHour: 0.5, floor: 6, fill: 40, from: 9 }],
    ['in cents', { hours: 24 * 3, everyHours: 1, perHour: 0.07, floor: 0.5, fill: 2, from: 1.1 }],
  ] as const) {
    it(`calls what it saw the least that was spent: read ${what}`, async () => {
      const played = play(course);
      const { text, ledger } = await ledgerOf(played);
      assert.equal(Number(ledger.spend['30d']).toFixed(2), played.fallen.toFixed(2));
      assert.ok(played.fallen < played.spent);
      assert.deepEqual([ledger.atLeast['7d'], ledger.atLeast['30d']], [true, true]);
      assert.match(text, new RegExp(`30 days at least ${played.fallen.toFixed(2).replace('.', '\\.')}`));
      assert.ok(ledger.events.filter(({ kind }) => kind === 'topUp').every(({ atLeast }) => atLeast));
      assert.ok(ledger.burnPerDay === null || ledger.burnPerDay.atLeast);
    });
  }
  it('is exact where nothing was recharged', async () => {
    const played = play({ hours: 24 * 6, everyHours: 1, perHour: 0.5, floor: 0, fill: 0, from: 200 });
    const { text, ledger } = await ledgerOf(played);
    assert.deepEqual(
      [ledger.spend.cycle, ledger.atLeast.cycle, ledger.burnPerDay?.p50, ledger.burnPerDay?.atLeast],
      ['72.00', false, '12.00', false],
    );
    assert.equal(ledger.atLeast['30d'], true, 'the readings are of six days, and what was spent before is not known');
    assert.doesNotMatch(text, /at least (?!72\.00, (?:30 days|this cycle))/);
  });
  it('makes no bound of a rise that is rounding', async () => {
    const readings = [
      [0, '50.00'],
      [24, '48.00'],
      [48, '46.004'],
      [49, '46.005'],
      [72, '44.00'],
    ].map(([hour, available]) => ({ account: 'a', unit: 'USD', at: new Date(start + Number(hour) * hourMs).toISOString(), available }));
    const { ledger } = await ledgerOf({
      input: JSON.stringify(readings),
      now: new Date(start + 73 * hourMs).toISOString(),
      spent: 6,
      fallen: 6,
    });
    assert.deepEqual([ledger.atLeast.cycle, ledger.events.map(({ kind }) => kind).filter((kind) => kind !== 'spend')], [false, []]);
  });
});
