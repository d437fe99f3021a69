import assert from 'node:assert/strict';
import { historyRows } from '../../../src/core/history/historyRows';
import { newRows } from '../../../src/core/importing/newRows';
import { readLog } from '../../../src/core/importing/readLog';
import { balanceLogLines } from '../../../src/core/notify/balanceLogLines';
import { postedLogLine } from '../../../src/core/notify/postedLogLine';
import { accountOf, start } from '../../support/accounts';
import { readFixtures } from '../../support/fixture';
import { runFixture } from '../../support/fixtureOutcome';
import { idOf } from '../../support/ids';
import { total } from '../../support/pastReadings';

const options = { account: null, named: null, unit: null, ofProvider: [], timeZone: null, clock: null, pattern: null, now: Infinity };
const second = (at: number): number => Math.floor(at / 1000) * 1000;

describe('the lines that this program logs', () => {
  for (const { provider, name } of readFixtures()) {
    it(`give the readings back that they were made from: ${provider}/${name}`, async () => {
      const { outcome } = await runFixture(provider, name);
      const account = accountOf();
      const log = readLog(balanceLogLines(account, outcome, start).join('\n'), options);
      assert.ok(log.ok);
      assert.deepEqual(log.unread, []);
      const rows = outcome.ok ? historyRows(account.id, outcome.reading) : [];
      assert.deepEqual(
        log.rows.map(({ reading: { at: _at, ...reading }, ...line }) => ({ ...line, reading })),
        rows.map(({ reading: { at: _at, ...reading }, ...line }) => ({ ...line, reading })),
      );
      // An age of less than a minute is not logged.
      for (const [index, { reading }] of log.rows.entries())
        assert.ok([second(start), second(rows[index]?.reading.at ?? 0)].includes(reading.at));
    });
  }
});

it('lines of messages that were posted tell of no balance', () => {
  const line = postedLogLine('team', { kind: 'alert', title: 'Work is low: $4.20 left', lines: [], at: start }, start);
  assert.match(line, /4\.20/);
  const log = readLog(line, { ...options, account: idOf('work') });
  assert.deepEqual(log, { ok: true, rows: [], unread: [], left: 1 });
});

describe('rows that are imported', () => {
  const row = (at: number, epoch: number, amount = 3) => ({ account: idOf('work'), unit: 'USD', reading: { ...total(at, amount), epoch } });
  it('are of the key that the account had then', () => {
    const known = [row(100_000, 0), row(500_000, 400_000), row(900_000, 800_000)];
    const { rows } = newRows([row(50_000, 0), row(399_000, 0), row(400_000, 0), row(700_000, 0), row(950_000, 0)], known);
    assert.deepEqual(
      rows.map(({ reading }) => reading.epoch),
      [0, 0, 400_000, 400_000, 800_000],
    );
  });
  it('are those of seconds that nobody knows yet, each once', () => {
    const { rows, counts } = newRows([row(1000, 0), row(1999, 0), row(2000, 0), row(9000, 0)], [row(2500, 2000, 7)]);
    assert.deepEqual([rows.map(({ reading }) => reading.at), counts.map(({ added, there }) => [added, there])], [[1000, 9000], [[2, 2]]]);
  });
});
