import assert from 'node:assert/strict';
import { readStatement } from '../../../src/core/statement/readStatement';
import { statementHtml } from '../../../src/core/statement/statementHtml';
import { statementView } from '../../../src/core/statement/statementView';
import { memoryHistory } from '../../support/memoryHistory';
import { displayAt, overviewWorld } from '../../support/overviewWorld';
import { hostileStatementWorld, manyStatementAccounts, statementViewOf } from '../../support/statementWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const display = displayAt(now);
const text = (view: ReturnType<typeof statementViewOf>): string => JSON.stringify([view.tables, view.unchecked, view.legend]);

describe('the Statement', () => {
  it('has a table for each unit, with sums below, and what its provider reports apart', () => {
    const view = statementViewOf(overviewWorld(now), '2026-10', display);
    assert.deepEqual([view.title, view.tables.map(({ unit }) => unit)], ['Statement of October 2026', ['CNY', 'USD']]);
    const [, usd = assert.fail()] = view.tables;
    assert.deepEqual(
      usd.rows.map(({ name, cells }) => [name, cells.map((cell) => cell !== null)]),
      [
        ['Anthropic · Organisation', [false, false, true, false]],
        ['Moonshot (Kimi)', [true, true, true, true]],
        ['OpenAI', [false, false, true, false]],
        ['OpenRouter · Side project', [true, true, true, true]],
      ],
    );
    assert.deepEqual(
      usd.sums.map(({ name }) => name),
      ['Accounts with a balance', 'Reported by providers', 'Total spent'],
    );
    assert.ok(usd.columns.every((column) => !['granted', 'adjusted', 'expired'].includes(column)));
  });

  it('begins with the last month that is over, or with the running one where history has nothing before it', () => {
    const world = overviewWorld(now);
    const first = statementViewOf(world, null, display);
    assert.deepEqual([first.month, first.next?.month, first.previous?.month], ['2026-10', '2026-11', '2026-09']);
    const fresh = { ...world, store: memoryHistory([]) };
    const running = statementViewOf(fresh, null, display);
    assert.deepEqual([running.month, running.next, running.previous, running.tables], ['2026-11', null, null, []]);
    assert.equal(running.empty, 'No readings in November 2026.');
    assert.match(running.span, /^so far: Nov 1, 2026 to Nov 22, 2026, 4:20\sPM, time zone Europe\/Berlin$/);
    assert.equal(statementViewOf({ ...fresh, facts: [] }, null, display).empty, 'There is no account yet.');
    for (const wrong of ['2027-01', '2026-99', 'x']) assert.equal(statementViewOf(world, wrong, display).month, '2026-10', wrong);
  });

  it('offers the months that history has something of, the newest first', () => {
    const { months } = statementViewOf(hostileStatementWorld(now), '2026-10', display);
    assert.deepEqual(
      months.map(({ name }) => name),
      ['November 2026', 'October 2026', 'August 2026'],
    );
    const reported = statementViewOf({ ...overviewWorld(now), facts: overviewWorld(now).facts.slice(-2) }, '2026-10', display).months;
    assert.equal(reported.at(-1)?.month, '2025-10');
  });

  it('says what a reader has to know of a row', () => {
    const view = statementViewOf(hostileStatementWorld(now), '2026-10', display);
    const notes = new Map(view.tables.flatMap(({ rows }) => rows.map((row) => [row.name, row.notes])));
    assert.deepEqual(notes.get('DeepSeek · One reading'), ['checked only on Oct 13, 2026']);
    assert.match(notes.get('DeepSeek · Another key')?.at(-1) ?? '', /^another key since Oct 14, 2026: .*, so the row does not add up$/);
    assert.match(notes.get('DeepSeek · A clock that went back')?.at(-1) ?? '', /^a clock was set back on Oct 14, 2026/);
    assert.deepEqual(view.tables[0]?.sums[0]?.notes, ['does not add up, since not every row above does']);
    assert.deepEqual(
      view.unchecked.map(({ name, text: said }) => [name, said]),
      [
        ['DeepSeek · Never checked', 'never checked by the end of October 2026'],
        ['DeepSeek · Not looked at', 'not checked in October 2026; the last balance was ¥33.00, on Aug 14, 2026'],
      ],
    );
    assert.deepEqual(notes.get('forgotten'), ['checked only on Oct 13, 2026']);
  });

  it('masks every amount where they are hidden, in print too', () => {
    for (const world of [overviewWorld(now), hostileStatementWorld(now)]) {
      const view = statementViewOf(world, '2026-10', displayAt(now, { hidden: true }));
      assert.doesNotMatch(text(view), /[¥€]|\$\d|\d[.,]\d|too large/);
      assert.doesNotMatch(statementHtml(view, '').replace(/<style>[^]*<\/style>/, ''), /[¥€]|\$\d|\d\.\d\d/);
    }
  });

  it('leaves out what is not read yet, and does not call it unchecked', () => {
    const { store, facts } = hostileStatementWorld(now);
    const read = readStatement({ facts, store, daysOf: () => new Map() }, '2026-10', now, 'UTC');
    assert.deepEqual(
      read.statement.rows.map(({ title }) => title),
      ['DeepSeek · Never checked'],
    );
    const view = statementView({ read, place: store.place(), unread: 3, display });
    assert.equal(view.reading, 'Reading the history: 3 to go.');
  });

  it('has a row for each of many accounts', () => {
    assert.deepEqual(
      statementViewOf(manyStatementAccounts(now, 200), '2026-10', display).tables.map(({ rows }) => rows.length),
      [67, 133],
    );
  });
});

describe('the print of a Statement', () => {
  const html = statementHtml(statementViewOf(hostileStatementWorld(now), '2026-10', display), 'Made by <us> & "them"');
  it('is whole in itself, without a script, and shows text of others as it is written', () => {
    assert.match(html, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.doesNotMatch(html, /<script|<img|<link|<b>|https?:|src=|url\(|@import|\u202e/);
    assert.match(html, /<bdi>DeepSeek · חשבון של \$\(trash\) \[link\]\(command:x\) &lt;b&gt;bold&lt;\/b&gt;<\/bdi>/);
    assert.match(html, /Made by &lt;us&gt; &amp; &quot;them&quot;/);
  });
  it('has the words of the page, its heads and its sums', () => {
    for (const words of [
      '<h1>Statement of October 2026</h1>',
      'credits of thirty letters, all',
      '<th scope="col" class="number">Opening</th>',
      '$9,000,000,000.00',
    ])
      assert.ok(html.includes(words), words);
    assert.equal((html.match(/<table>/g) ?? []).length, 4);
    assert.equal((html.match(/<tfoot>/g) ?? []).length, 4);
  });
});
