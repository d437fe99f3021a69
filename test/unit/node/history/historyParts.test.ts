import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { historyEntry } from '../../../../src/core/history/historyEntry';
import { historyFileName } from '../../../../src/core/history/historyFileName';
import type { ReportedPart } from '../../../../src/core/history/reportedPart';
import { readHandedEntry, handedEntryJson } from '../../../../src/core/shared/handedEntry';
import type { SpendDay } from '../../../../src/core/model/reading';
import { micros, unit } from '../../../../src/core/money/money';
import { dayMs, hourMs } from '../../../../src/core/time/durations';
import { openHistory } from '../../../../src/node/history/openHistory';
import { readSpendParts } from '../../../../src/node/history/readSpendDays';
import { historyDatabase } from '../../../../src/node/history/schema';
import { idOf } from '../../../support/ids';

const day = Date.UTC(2026, 10, 10);
const [usd, cny] = [unit('USD'), unit('CNY')];
const account = idOf('org');
const entry = (at: number, ...days: readonly SpendDay[]) =>
  historyEntry(account, 0, { ok: true, reading: { at, balances: [], caps: [], spend: [], days, callsRefused: false, problems: [] } }, at);
const cost = (of: number, amounts: Readonly<Record<string, number>>, name = usd): SpendDay => {
  const models = Object.entries(amounts).map(([model, amount]) => ({ model, amount: micros(amount) }));
  return { day: of, unit: name, amount: micros(models.reduce((sum, { amount }) => sum + amount, 0)), models };
};
const part = (from: number, to: number, model: string, amount: number, key: string | null = null, name = cny): ReportedPart => ({
  ...{ from, to, unit: name, model, key, amount: micros(amount), requests: 3 },
});
const short = (parts: readonly ReportedPart[]) =>
  parts.map(({ from, unit: name, model, key, amount }) => [(from - day) / hourMs, name, model, key, amount]);

const names = (parts: readonly ReportedPart[]): readonly string[] =>
  parts.map(({ from, unit: name, model, amount }) => `${(from - day) / hourMs} ${name} ${model} ${amount}`).sort();

describe('how a provider divides what it reported', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-parts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const kind of ['disk', 'memory'] as const)
    describe(kind, () => {
      const clock = day + 2 * dayMs;
      const open = () => openHistory({ folder, now: () => clock, ...(kind === 'memory' ? { sqlite: null } : {}) });

      it('is kept with the day, and told anew with it', () => {
        const store = open();
        store.record(entry(clock - hourMs, cost(day, { a: 5, b: 7 }), cost(day, { a: 1 }, cny), cost(day + dayMs, { a: 9 })));
        assert.deepEqual(names(store.spendParts(account, day, day + dayMs)), ['0 CNY a 1', '0 USD a 5', '0 USD b 7', '24 USD a 9']);
        store.record(entry(clock, cost(day, { c: 20 })));
        assert.deepEqual(names(store.spendParts(account, day, day)), ['0 CNY a 1', '0 USD c 20']);
        store.close();
      });
      it('is no part of what history says that a day cost', () => {
        const store = open();
        store.record(entry(clock, cost(day, { a: 5 })));
        assert.deepEqual(
          store.spendDays(account, day, day).map(({ amount }) => amount),
          [5],
        );
        store.close();
      });
      it('takes an export in the place of all that it covers', () => {
        const store = open();
        store.importParts(account, [part(day, day + dayMs, 'a', 1, 'laptop'), part(day + dayMs, day + 2 * dayMs, 'a', 2, 'ci')]);
        store.importParts(account, [part(day, day + hourMs, 'b', 3), part(day + hourMs, day + 2 * hourMs, 'b', 4)]);
        assert.deepEqual(short(store.spendParts(account, 0, clock)), [
          [0, 'CNY', 'b', null, 3],
          [1, 'CNY', 'b', null, 4],
          [24, 'CNY', 'a', 'ci', 2],
        ]);
        store.close();
      });
    });

  it('is read of a file, for the command line', () => {
    const store = openHistory({ folder, now: () => day + 3 * dayMs });
    store.importParts(account, [part(day, day + dayMs, 'a', 1, 'laptop')]);
    store.close();
    const rows = [...readSpendParts(join(folder, historyFileName), day + 3 * dayMs)];
    assert.deepEqual(rows, [{ account: 'org', ...part(day, day + dayMs, 'a', 1, 'laptop') }]);
  });
  it('is nothing in a file of before, which is brought up and keeps all that is in it', () => {
    const file = join(folder, historyFileName);
    const db = new DatabaseSync(file);
    for (const step of historyDatabase.migrations.slice(0, 2)) db.exec(step);
    db.exec(`PRAGMA application_id = ${historyDatabase.mark}; PRAGMA user_version = 2;
      INSERT INTO account VALUES ('org', 0); INSERT INTO spend_day VALUES ('org', ${day / dayMs}, 'USD', 0, 5, 0, ${day / 1000});`);
    db.close();
    assert.deepEqual([...readSpendParts(file, day + dayMs)], []);
    const store = openHistory({ folder, now: () => day + dayMs });
    assert.equal(store.spendDays(account, day, day)[0]?.amount, 5);
    assert.deepEqual(store.spendParts(account, 0, day + dayMs), []);
    store.importParts(account, [part(day, day + dayMs, 'a', 1)]);
    assert.equal(store.spendParts(account, 0, day + dayMs).length, 1);
    store.close();
  });
  it('stays with the machine that asked', () => {
    const handed = readHandedEntry(JSON.parse(JSON.stringify(handedEntryJson(entry(day, cost(day, { a: 5 }))))));
    assert.deepEqual(handed?.days, [{ day, unit: 'USD', amount: 5, epoch: 0, at: day }]);
  });
  it('is confirmed until the day is booked to its end, and then written no more', () => {
    let clock = day + dayMs + hourMs;
    const store = openHistory({ folder, now: () => clock });
    const told = (): number | undefined => store.spendDays(account, day, day)[0]?.at;
    store.record(entry(clock, cost(day, { a: 5 })));
    clock = day + 2 * dayMs + hourMs;
    store.record(entry(clock, cost(day, { a: 5 })));
    assert.equal(told(), clock);
    const booked = clock;
    clock += dayMs;
    store.record(entry(clock, cost(day, { a: 5 })));
    assert.equal(told(), booked);
    store.close();
  });
});
