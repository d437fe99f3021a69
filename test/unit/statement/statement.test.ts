import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderReadings } from '../../../src/core/history/pastReading';
import { maxMicros, micros, microsPerUnit } from '../../../src/core/money/money';
import { monthBefore, monthNamed, monthOfDay } from '../../../src/core/statement/month';
import type { BalanceRow, StatementLine } from '../../../src/core/statement/rows';
import { calendarOf } from '../../../src/core/time/calendar';
import { dayOfDate } from '../../../src/core/time/dayStart';
import { idOf } from '../../support/ids';
import { day, hour, money, noon, parts, total } from '../../support/pastReadings';
import { lineOf, made, monthOf } from '../../support/statements';

const keyOf = (date: string): number => dayOfDate(date) ?? assert.fail(date);

function onlyRow(name: string, line: StatementLine): BalanceRow {
  const [row, ...others] = made(name, [line]).rows;
  assert.ok(row?.kind === 'balance' && others.length === 0);
  return row;
}

const flowsOf = ({ opening, toppedUp, granted, adjusted, expired, spent, closing }: BalanceRow) =>
  [opening.amount, toppedUp, granted, adjusted, expired, spent, closing.amount].map((amount) => amount / microsPerUnit);

/** Whole and exact, in numbers that cannot overflow. */
const addsUp = ({ opening, toppedUp, granted, adjusted, expired, spent, closing }: BalanceRow): boolean =>
  BigInt(opening.amount) + BigInt(toppedUp) + BigInt(granted) + BigInt(adjusted) - BigInt(expired) - BigInt(spent) ===
  BigInt(closing.amount);

describe('a month', () => {
  it('is one of the calendar, and nothing else is', () => {
    assert.deepEqual(monthOf('2026-02'), { name: '2026-02', first: keyOf('2026-02-01'), last: keyOf('2026-02-28') });
    assert.equal(monthOf('2028-02').last, keyOf('2028-02-29'));
    assert.equal(monthOf('2026-12').last + 1, monthOf('2027-01').first);
    assert.deepEqual(monthBefore(monthOf('2027-01')), monthOf('2026-12'));
    assert.deepEqual(monthOfDay(keyOf('2026-12-31')), monthOf('2026-12'));
    for (const name of ['2026-13', '2026-00', '2026-1', '26-01', '2026-01-01', '', 'last', '0026-01'])
      assert.equal(monthNamed(name), undefined, name);
  });
});

describe('the statement of a month', () => {
  it('has what there was, what came, what went and what is left', () => {
    const [jan, feb] = [Date.UTC(2026, 0, 31, 20), Date.UTC(2026, 1, 2, 9)];
    const line = lineOf([
      parts(jan, 100, 10),
      parts(feb, 90, 10),
      parts(feb + hour, 140, 10),
      parts(feb + day, 140, 0),
      parts(feb + 2 * day, 140, 7),
      parts(feb + 3 * day, 140.5, 7),
      parts(Date.UTC(2026, 2, 1, 1), 1, 7),
    ]);
    const row = onlyRow('2026-02', line);
    assert.deepEqual(flowsOf(row), [110, 50, 7, 0.5, 10, 10, 147.5]);
    assert.deepEqual([row.opening.day, row.closing.day], [keyOf('2026-01-31'), keyOf('2026-02-05')]);
    assert.deepEqual([row.atLeast, row.broken, row.isFirst], [true, null, false]);
  });

  it('begins with the first reading where there was none before', () => {
    const row = onlyRow('2026-01', lineOf([total(noon, 100), total(noon + hour, 90)]));
    assert.deepEqual(flowsOf(row), [100, 0, 0, 0, 0, 10, 90]);
    assert.deepEqual([row.isFirst, row.opening.day], [true, keyOf('2026-01-12')]);
    assert.deepEqual(flowsOf(onlyRow('2026-01', lineOf([total(noon, 100)]))), [100, 0, 0, 0, 0, 0, 100]);
  });

  it('puts a reading on the day that it has in the zone, and midnight to the day that ended', () => {
    // The clocks of Berlin go back on 25 October and are at UTC+1 on the first of November.
    const midnight = Date.UTC(2026, 9, 31, 23);
    const line = lineOf([total(midnight - 60 * day, 9), total(midnight, 5), total(midnight + 1000, 4)], 'Europe/Berlin');
    assert.deepEqual(flowsOf(onlyRow('2026-10', line)), [9, 0, 0, 0, 0, 4, 5]);
    assert.deepEqual(flowsOf(onlyRow('2026-11', line)), [5, 0, 0, 0, 0, 1, 4]);
    const newYear = lineOf([total(noon, 9), total(Date.UTC(2026, 11, 31, 10, 30), 8)], 'Pacific/Kiritimati');
    assert.equal(made('2026-12', [newYear]).rows[0]?.kind, 'unchecked');
    assert.deepEqual(flowsOf(onlyRow('2027-01', newYear)), [9, 0, 0, 0, 0, 1, 8]);
  });

  it('says what does not add up, and why', () => {
    const key = onlyRow('2026-01', lineOf([total(noon, 100), { ...total(noon + day, 3), epoch: noon + hour }]));
    assert.deepEqual([key.broken, key.atLeast], [{ why: 'key', day: keyOf('2026-01-13') }, true]);
    const clock = onlyRow('2026-01', lineOf([total(noon, 100), { ...total(noon + day, 3), epoch: 1 }]));
    assert.equal(clock.broken?.why, 'clock');
    const most = maxMicros / microsPerUnit;
    const size = onlyRow('2026-01', lineOf([total(noon, -most), total(noon + hour, most)]));
    assert.equal(size.broken?.why, 'size');
    assert.equal(made('2026-01', [lineOf([total(noon, 1), { ...total(noon + day, 3), epoch: 1 }])]).sums[0]?.balances?.addsUp, false);
  });

  it('names what nobody looked at, and what was last known of it', () => {
    const old = lineOf([total(noon, 7)]);
    const accounts = [old, { account: idOf('never'), title: 'Never' }].map(({ account, title }) => ({ account, title }));
    assert.deepEqual(
      made('2026-02', [old], { accounts }).rows.map((row) => row.kind === 'unchecked' && [row.account, row.last]),
      [
        ['never', null],
        ['work', { unit: 'USD', amount: money(7), day: keyOf('2026-01-12') }],
      ],
    );
    assert.deepEqual(made('2025-12', [old]).rows, []);
    const spentUp = lineOf([total(noon, 0)], 'UTC', 'work', 'CNY');
    const going = lineOf([total(Date.UTC(2026, 1, 3), 4)]);
    assert.deepEqual(
      made('2026-02', [going, spentUp]).rows.map(({ kind }) => kind),
      ['balance'],
    );
  });

  it('has what a provider reports of the UTC days, apart from what balances say', () => {
    const told = (unit: string, from: string, count: number) => ({
      account: idOf(unit === 'USD' ? 'work' : 'org'),
      title: 'reports',
      unit,
      days: Array.from({ length: count }, (_, index) => ({
        day: (keyOf(from) + index) * day,
        unit: 'USD' as never,
        amount: money(2),
        epoch: 0,
        at: (keyOf(from) + index + 1) * day,
      })),
    });
    const { rows, sums } = made('2026-01', [lineOf([total(noon, 100), total(noon + hour, 90)])], {
      reported: [told('USD', '2025-12-31', 32), told('EUR', '2026-01-02', 10)],
    });
    assert.deepEqual(
      rows.map((row) => row.kind !== 'unchecked' && [row.kind, row.unit, row.reported?.amount, row.reported?.atLeast]),
      [
        ['reported', 'EUR', money(20), true],
        ['balance', 'USD', money(62), false],
      ],
    );
    assert.deepEqual(
      sums.map(({ unit, balances, reported, spent }) => [unit, balances?.spent, reported?.amount, spent]),
      [
        ['EUR', undefined, money(20), null],
        ['USD', money(10), undefined, null],
      ],
    );
  });

  it('adds each unit on its own, and says so where the sum is more than an amount can be', () => {
    const usd = ['a', 'b'].map((name) => lineOf([total(noon, 10), total(noon + hour, 9)], 'UTC', name));
    const { sums, rows } = made('2026-01', [
      ...usd,
      lineOf([total(noon, 5)], 'UTC', 'c', 'points'),
      lineOf([total(noon, 5)], 'UTC', 'c', 'CNY'),
    ]);
    assert.deepEqual(
      sums.map(({ unit, balances }) => [unit, balances?.opening, balances?.spent, balances?.closing]),
      [
        ['CNY', money(5), 0, money(5)],
        ['USD', money(20), money(2), money(18)],
        ['points', money(5), 0, money(5)],
      ],
    );
    assert.equal(rows.length, 4);
    const most = maxMicros / microsPerUnit;
    const rich = ['a', 'b'].map((name) => lineOf([total(noon, most), total(noon + hour, most - 1)], 'UTC', name));
    assert.deepEqual([made('2026-01', rich).sums[0]?.balances?.opening, made('2026-01', rich).sums[0]?.balances?.spent], [null, money(2)]);
  });

  it('says of the running month how far it goes', () => {
    const now = noon + day;
    const at = (name: string) => made(name, [], { now, today: calendarOf('UTC').dayOf(now) }).soFar;
    assert.deepEqual([at('2026-01'), at('2025-12'), at('2026-02')], [now, null, null]);
  });
});

describe('whatever a balance does, each row of each month', () => {
  const amount = fc.integer({ min: -5_000_000, max: 500_000_000 }).map(micros);
  const small = fc.integer({ min: 99_990_000, max: 100_010_000 }).map(micros);
  const time = fc.integer({ min: noon, max: noon + 200 * day });
  const reading = fc.oneof(
    fc.tuple(time, amount, amount).map(([at, paid, granted]) => ({ at, epoch: 0, paid, granted, available: micros(paid + granted) })),
    fc.tuple(time, fc.oneof(amount, small)).map(([at, available]) => ({ at, epoch: 0, available, paid: null, granted: null })),
  );
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia');
  const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
  const rowsOf = (line: StatementLine): readonly BalanceRow[] =>
    months.flatMap((name) => made(name, [line]).rows.flatMap((row) => (row.kind === 'balance' ? [row] : [])));

  it('adds up to the last digit, and goes on where the one before ended', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), zone, (history, timeZone) => {
        const past = orderReadings(history, Infinity);
        const line = lineOf(past, timeZone);
        const rows = rowsOf(line);
        for (const row of rows) assert.ok(addsUp(row) && row.broken === null);
        for (const [index, row] of rows.entries())
          if (index > 0) assert.deepEqual(row.opening, rows[index - 1]?.closing);
          else assert.deepEqual([row.opening.amount, row.isFirst], [past[0]?.available, true]);
        assert.equal(rows.at(-1)?.closing.amount, past.at(-1)?.available);
        // Only rounding is put to the adjustments; all else is what the days say.
        for (const row of rows) {
          const month = months.indexOf(monthOfDay(row.closing.day).name);
          const { first, last } = monthOf(months[month] ?? '');
          const own = line.days.filter(({ day: key }) => key >= first && key <= last);
          assert.ok(Math.abs(row.adjusted - own.reduce((sum, { adjusted }) => sum + adjusted, 0)) < microsPerUnit);
          assert.equal(
            row.spent,
            own.reduce((sum, { spent }) => sum + spent, 0),
          );
        }
      }),
    );
  });

  it('adds up or says why, whatever keys and clocks did', () => {
    const epochs = fc.array(fc.tuple(reading, fc.constantFrom(0, 1, 2, noon + 30 * day, noon + 31 * day)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(epochs, zone, (history, timeZone) => {
        const past = orderReadings(
          history.map(([one, epoch]) => ({ ...one, epoch })),
          Infinity,
        );
        for (const row of rowsOf(lineOf(past, timeZone))) assert.ok(row.broken !== null || addsUp(row));
      }),
    );
  });
});
