import assert from 'node:assert/strict';
import { historyFormats } from '../../../src/core/history/historyFormats';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import { importInSteps } from '../../../src/core/history/importInSteps';
import { atOnce, type InSteps } from '../../../src/core/history/inSteps';
import { readHistoryInSteps, readHistoryJson } from '../../../src/core/history/historyJson';
import { dayFile } from '../../../src/core/historyPage/dayFile';
import { exportInSteps } from '../../../src/core/historyPage/exportInSteps';
import { openHistory } from '../../../src/node/history/openHistory';
import { day, minute, past, rowsOf, start, work } from '../../support/historyRows';
import { historyCsv, historyJson } from '../../support/historyText';

const rows = rowsOf(Array.from({ length: 5000 }, (_, index) => past(start + index * 15 * minute, 9000 - index)));
const now = start + 60 * day;

function store() {
  return openHistory({ sqlite: null, folder: '', now: () => now });
}

function stepsOf<T>(steps: InSteps<T>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

describe('a history of many readings', () => {
  it('is exported and imported in steps, to the last digit', () => {
    const first = store();
    first.importRows(rows);
    const exported = (format: keyof typeof historyFormats) => exportInSteps(first, first.lines(), historyFormats[format]);
    const { pieces, count } = atOnce(exported('json'));
    assert.deepEqual([pieces.join(''), count], [historyJson(rows), rows.length]);
    assert.equal(atOnce(exported('csv')).pieces.join(''), historyCsv(rows));
    const second = store();
    const read = readHistoryJson(pieces.join(''));
    assert.ok(read.ok);
    const told: number[] = [];
    atOnce(importInSteps(second, read.rows, (imported) => told.push(imported)));
    assert.equal(told.at(-1), rows.length);
    assert.deepEqual(second.readings(work, 0, now), first.readings(work, 0, now));
    assert.ok(Math.min(stepsOf(exported('csv')), stepsOf(readHistoryInSteps(pieces.join(''))), told.length) >= 5);
  });
  it('is exported of what is in view alone, without the reading before it', () => {
    const first = store();
    first.importRows(rows);
    const span = { from: start + 10 * 15 * minute + 1, to: start + 20 * 15 * minute };
    const { pieces, count } = atOnce(exportInSteps(first, first.lines(), historyFormats.json, span));
    assert.deepEqual([pieces.join(''), count], [historyJson(rows.slice(11, 21)), 10]);
  });
  it('has a row for each of its days in view, with what is left of a day masked where it is asked for', () => {
    const first = store();
    first.importRows(rows);
    const [line] = first.lines();
    assert.ok(line);
    const span = { from: start + 3 * day, to: start + 5 * day };
    const file = (isMasked: boolean) => atOnce(dayFile(first, line, span, 'UTC', now, isMasked));
    const { text, count } = file(false);
    const cells = text
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    assert.equal(cells.length, count + 1);
    // 96 readings a day, each a dollar lower.
    assert.deepEqual([cells[2]?.[4], cells[2]?.[10], cells[2]?.[11], cells[2]?.[12]], ['96.00', 'false', '2026-01-04', 'false']);
    assert.equal(Number(cells[2]?.[3]) - Number(cells[2]?.[9]), 96);
    assert.doesNotMatch(file(true).text, /\d\.\d/);
  });
  it('of no reading is a file all the same', () => {
    assert.deepEqual(atOnce(exportInSteps(store(), [], historyFormats.json)), { pieces: ['[]\n'], count: 0 });
  });
  it('stopped or refused on the way can be imported again, and none is there twice', () => {
    const history = store();
    let left = 3;
    const refusing = {
      importRows: (some: readonly HistoryRow[]) => {
        if (left-- === 0) throw new Error('full');
        history.importRows(some);
      },
    };
    let imported = 0;
    const told = (count: number): void => void (imported = count);
    assert.throws(() => atOnce(importInSteps(refusing, [...rows].reverse(), told)), /full/);
    assert.equal(history.readings(work, 0, now).length, imported);
    atOnce(importInSteps(history, [...rows].reverse(), told));
    assert.deepEqual([history.readings(work, 0, now).length, imported], [rows.length, rows.length]);
  });
});
