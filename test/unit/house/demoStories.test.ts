import assert from 'node:assert/strict';
import { gapsOf } from '../../../src/core/historyPage/historyGaps';
import { ledgerOf, type Ledger } from '../../../src/core/ledger/ledger';
import { micros, microsPerUnit } from '../../../src/core/money/money';
import { stories, type Story } from '../../demo/stories';
import { storyRows } from '../../demo/storyRows';
import { gapLimit } from '../../support/historyPage';
import { idOf } from '../../support/ids';

const day = 24 * 3_600_000;

describe('stories of the demo', () => {
  it('are the same at every hour and over a change of clocks, in whole cents', () => {
    for (let hour = 0; hour < 24; hour += 6) {
      for (const start of [new Date(2026, 10, 20, hour, 17), new Date(2026, 3, 2, hour, 46), new Date(2027, 0, 1, hour)]) {
        const told = stories.map((story) => eventsOf(ledgerFor(story, start.getTime())));
        assert.deepEqual(
          told,
          [
            'topUp 200, grant 50, expiry 9.35, topUp 200, grant 100',
            'topUp 25, topUp 25',
            'topUp 20, topUp 20, topUp 20',
            'topUp 100',
            'topUp 25, topUp 25',
            '',
          ],
          String(start),
        );
      }
    }
  });

  it('have one gap, of nine days', () => {
    const away = stories.filter((story) => story.away !== undefined);
    const gaps = away.flatMap((story) => {
      const rows = rowsFor(story, Date.UTC(2026, 10, 20));
      const moments = rows.map(({ reading: { at, available: last } }) => ({ from: at, to: at, min: last, max: last, last }));
      return gapsOf(moments, gapLimit(moments.map(({ from }) => from)), moments.at(-1)?.to ?? 0);
    });
    assert.deepEqual(
      gaps.map(({ from, to }) => Math.round((to - from) / day)),
      [9],
    );
  });
});

function rowsFor(story: Story, at: number): ReturnType<typeof storyRows> {
  const [, amount = 0, end = amount] = story.paid.at(-1) ?? [];
  const [, given = 0] = story.granted?.at(-1) ?? [];
  const [paid, granted] = [micros(Math.round(end * 1e6)), micros(Math.round(given * 1e6))];
  return storyRows(story, {
    account: idOf('one'),
    unit: story.unit,
    reading: { at, epoch: 0, available: micros(paid + granted), paid, granted },
  });
}

function eventsOf({ events }: Ledger): string {
  return events
    .filter(({ kind }) => kind !== 'spend')
    .map(({ kind, amount }) => `${kind} ${amount / microsPerUnit}`)
    .join(', ');
}

function ledgerFor(story: Story, at: number): Ledger {
  const readings = rowsFor(story, at).map(({ reading }) => reading);
  assert.deepEqual(
    readings,
    rowsFor(story, at).map(({ reading }) => reading),
    'the same for the same moment',
  );
  assert.ok(readings.every(({ available }) => available % 10_000 === 0));
  return ledgerOf(readings, at, 'UTC');
}
