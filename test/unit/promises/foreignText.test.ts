import assert from 'node:assert/strict';
import { tried } from '../../support/channels';
import * as z from 'zod';
import { historyCommand } from '../../../src/cli/historyCommand';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import { csvCell } from '../../../src/core/text/csv';
import { historyCsv, historyJson } from '../../support/historyText';
import { readHistoryJson } from '../../../src/core/history/historyJson';
import { inMarkdown, oneLine, plainJson, plainLines } from '../../../src/core/text/plainText';
import { deliveryOf } from '../../../src/core/notify/delivery';
import { coreTexts, type CoreTexts } from '../../support/coreTexts';
import { cellsOf, foreignTexts, isFormula, unseen, unseenIn } from '../../support/foreignTexts';
import { reasonsFor, ways } from '../../support/foreignWays';
import { idOf } from '../../support/ids';

/** `2026-01-29T09:00:00Z work CNY available=12.34 state=ok` and no more. */
const logLine = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Za-z0-9][\w.-]* [\w-]+( [a-z_]+=[\w.:-]+)* state=[a-z]+$/;
const Discord = z.object({ content: z.string() });
const Slack = z.object({ text: z.string() });

/** What is left of markup where the escapes are taken out. */
const notPlain = { discord: /\]\(|\[|`|\|\||</, slack: /<|>/, slackWorkflow: /<(?!\u200b)/, json: /(?!)/ } as const;

const codesOf = (text: string): string =>
  Array.from(text, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join(' ');

/** Markup that no backslash takes the meaning from. The one heading and the table's bars are our own. */
function assertNoMarkup(markdown: string, bars: number): void {
  for (const [index, line] of markdown.split('\n').entries()) {
    const bare = line.replace(/\\[\\`*_{}[\]<>#|~]/g, '');
    const own = index === 0 ? bare.replace(/^# /, '') : bare.replace(/^> /, '');
    assert.doesNotMatch(own, /\]\(|<[a-z/!]|[*`~#]|\[/i, line);
    if (line.startsWith('|')) assert.equal(bare.match(/\|/g)?.length, bars, line);
    else assert.doesNotMatch(bare, /\|/, line);
  }
}

function assertPlain({ receipt, terminal, terminalMarkdown, terminalJson, log, csv, messages }: CoreTexts): void {
  for (const text of [receipt, terminal, terminalMarkdown, terminalJson]) assert.equal(unseenIn(text), undefined);
  assertNoMarkup(receipt, 4);
  assertNoMarkup(terminalMarkdown, 5);
  assert.equal(terminal.split('\n').length, 4, 'a heading, one account, a blank and the time');
  for (const line of log) assert.match(line, logLine);
  for (const cell of cellsOf(csv).flat()) assert.ok(!isFormula(cell) && !unseen.test(cell), cell);
  for (const [format, body] of messages) {
    const text =
      format === 'json' ? null : format === 'discord' ? Discord.parse(JSON.parse(body)).content : Slack.parse(JSON.parse(body)).text;
    // As data it is not shown as it is, and stays escaped.
    if (text === null) assert.doesNotMatch(body, /[\p{Cc}\ud800-\udfff]/u);
    else {
      assert.equal(unseenIn(text.replaceAll('\u200b', '')), undefined);
      assert.equal(text.split('\n').length, 2, 'a title and one account');
      assert.doesNotMatch(text, /@(?!\u200b)|:\/\//);
      assert.doesNotMatch(text.replace(/\\./g, ''), notPlain[format]);
    }
  }
}

describe('text of others is plain text on every surface', () => {
  for (const [name, way] of Object.entries(ways)) {
    it(name, async () => {
      for (const text of foreignTexts) {
        const facts = await way(text);
        if (!facts) continue;
        const texts = coreTexts(facts);
        try {
          assertPlain(texts);
        } catch (error) {
          throw new Error(`${JSON.stringify(text)}: ${String(error)}\n${texts.receipt}\n${texts.log.join('\n')}`, { cause: error });
        }
      }
    });
  }
  it('a fault in the settings names no more than our own words', () => {
    for (const text of foreignTexts) {
      for (const entry of [
        { id: text },
        { provider: text },
        { label: { text } },
        { site: text },
        { baseUrl: text },
        { key: text },
        { team: text },
        { lowBalance: { [text]: 'x' } },
        { unit: text },
        { estimate: text },
        { [text]: 1, id: 7 },
        { provider: 'custom', definition: { [text]: text } },
      ]) {
        for (const reason of reasonsFor(entry)) {
          assert.equal(unseenIn(reason), undefined);
          if (text.length > 6) assert.ok(!reason.includes(text.trim()), reason);
        }
      }
    }
  });
});

describe('rows of a history that others wrote', () => {
  const printed = (format: 'table' | 'csv' | 'json', rows: readonly HistoryRow[]): string => {
    function* read(): Generator<HistoryRow, readonly string[], undefined> {
      yield* rows;
      return [];
    }
    return [...historyCommand('', { command: 'history', file: '', format, now: Date.UTC(2026, 1) }, read)].join('');
  };
  const rowOf = (account: string, unit: string): string => JSON.stringify([{ account, unit, at: '2026-01-01T00:00:00Z', available: '5' }]);
  it('are one line each, whatever an account is called', () => {
    for (const text of foreignTexts.filter((one) => one.trim() !== '')) {
      const read = readHistoryJson(rowOf(text, 'USD'));
      assert.ok(read.ok, text);
      for (const format of ['table', 'csv', 'json'] as const) {
        const shown = printed(format, read.rows);
        if (format === 'table') assert.deepEqual([shown.split('\n').length, unseenIn(shown.trimEnd())], [2, undefined], text);
        if (format === 'json') assert.equal(unseenIn(shown), undefined, text);
        if (format === 'csv') for (const cell of cellsOf(shown).flat()) assert.ok(!isFormula(cell) && !unseen.test(cell), text);
      }
    }
  });
  it('of a database hold what no import would take, and are shown as plainly', () => {
    for (const text of foreignTexts.filter((one) => one.trim() !== '')) {
      const rows = [
        { account: idOf(text), unit: text, reading: { at: Date.UTC(2026, 0), epoch: 0, available: 5 as never, paid: null, granted: null } },
      ];
      const shown = printed('table', rows);
      assert.ok(shown.split('\n').length === 2 && unseenIn(shown.trimEnd()) === undefined, text);
      for (const cell of cellsOf(historyCsv(rows)).flat()) assert.ok(!isFormula(cell) && !unseen.test(cell), text);
      assert.deepEqual(JSON.parse(plainJson(historyJson(rows))), JSON.parse(historyJson(rows)));
    }
  });
  it('have units that are none refused by their position alone', () => {
    for (const text of foreignTexts) {
      const read = readHistoryJson(rowOf('work', text));
      if (read.ok) for (const { unit } of read.rows) assert.match(unit, /^[A-Za-z][\w -]{0,29}$/);
      else assert.deepEqual(read.problems, ['Reading 1: "unit" must be a unit such as USD or credits.']);
    }
  });
});

describe('what plain text is', () => {
  for (const before of [
    '',
    ' ',
    '"',
    "'",
    ' "\'',
    '\t',
    '\r',
    '\n',
    '\u0000',
    '\u200b',
    '\ufeff',
    '\u00a0',
    '\u3000',
    '\u0085',
    '\u2028',
  ]) {
    it(`no cell begins a formula behind ${before === '' ? 'nothing' : codesOf(before)}`, () => {
      for (const formula of [
        '=1+1',
        '+1+1',
        '-1+1',
        '@SUM(A1)',
        '\uff1d1',
        '\uff0b1',
        '\uff0d1',
        '\uff20A1',
        '=HYPERLINK("https://evil.example","x")',
        "=cmd|' /C calc'!A0",
        '-2+3+cmd|x',
        '+',
        '-',
        '=',
        '@',
      ]) {
        const [[cell = ''] = []] = cellsOf(`${csvCell(`${before}${formula}`)}\r\n`);
        assert.ok(!isFormula(cell), cell);
      }
    });
  }
  it('numbers stay numbers', () => assert.deepEqual(['-12.34', '0', '12.340000001'].map(csvCell), ['-12.34', '0', '12.340000001']));
  it('no control, no turned writing and no end of a line is left in one line, a terminal or Markdown', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      const [line, lines, markdown] = [oneLine(`a${character}b`), plainLines(`a${character}b`), inMarkdown(`a${character}b`)];
      for (const text of [line, markdown]) assert.ok(!unseen.test(text), code.toString(16));
      assert.equal(unseenIn(lines), undefined, code.toString(16));
      assert.equal(lines.split(/[\r\n\v\f\u0085\u2028\u2029]/).length, character === '\n' ? 2 : 1);
      assert.deepEqual(
        JSON.parse(plainJson(JSON.stringify({ [`a${character}`]: character }))),
        JSON.parse(JSON.stringify({ [`a${character}`]: character })),
      );
      assert.ok(!unseen.test(plainJson(JSON.stringify(character))), code.toString(16));
    }
  });
  it('a receiver’s words are not told, only a short code', () => {
    for (const text of foreignTexts) {
      for (const name of ['errcode', 'StatusCode', 'code', 'error']) {
        const delivery = deliveryOf(
          tried({
            ok: true,
            status: 200,
            contentType: 'application/json',
            retryAfter: null,
            body: JSON.stringify({ ok: false, [name]: text }),
          }),
          0,
          0,
        );
        if (delivery.kind === 'refused' && delivery.code !== undefined) assert.match(delivery.code, /^-?[\w.]{1,30}$/);
      }
    }
  });
});
