import assert from 'node:assert/strict';
import { assertLinksLead } from '../../support/documentLinks';
import { fencedBlocks, type FencedBlock } from '../../support/fencedBlocks';
import { readText } from '../../support/sources';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { quill } from '../../support/usage/quill';

const path = 'docs/adding-a-usage-reader.md';
const text = readText(path);
const log = '.quill/journal/5e55.jsonl';

function block(comment: string): FencedBlock {
  const found = fencedBlocks(text).find((one) => one.comment === comment);
  assert.ok(found, comment);
  return found;
}

describe('the document about adding a usage reader', () => {
  const lines = block('log').text;
  const expected: unknown = JSON.parse(block('expected').text);

  it('leads only to what is there', () => assertLinksLead(path));
  it('has a reader that is compiled and checked with the tests, as it would stand in src/usage', () => {
    assert.equal(block('reader').text, readText('test/support/usage/quill.ts').replaceAll("'../../../src/core/", "'../core/"));
  });
  it('reads its log as the document says', () => {
    const { counted, calls, report } = readOnce(quill, { [log]: lines });
    assert.deepEqual(counted, expected);
    assert.deepEqual(report.skipped, []);
    assert.deepEqual(new Set(calls.map(({ call }) => call.project)), new Set(['shop']));
  });
  it('reads the same while it grows', () => {
    for (const { counted } of readGrowing(quill, log, lines)) assert.deepEqual(counted, expected);
  });
  it('counts a session that was resumed in another file once, and passes over a version of tomorrow', () => {
    const files = { [log]: lines, '.quill/journal/5e56.jsonl': lines, '.quill/journal/new.jsonl': lines.replace('"version":1', '"version":2') };
    const { counted, report } = readOnce(quill, files);
    assert.deepEqual(counted, expected);
    assert.deepEqual(report.skipped, [{ file: 'new.jsonl', reason: 'tooNew' }]);
  });
  it('names what there is', () => {
    const contract = readText('src/core/usage/usageReader.ts');
    const reader = /export interface UsageReader \{([\s\S]*?)\n\}/.exec(contract)?.[1] ?? '';
    const fields = [...reader.matchAll(/^ {2}readonly (\w+)/gm)].map(([, field = '']) => field);
    assert.ok(fields.length > 5);
    for (const field of fields) assert.ok(text.includes(`| \`${field}\` |`), field);
    for (const [, form = ''] of contract.matchAll(/readonly form: '(\w+)'/g)) assert.ok(text.includes(`| \`${form}\` |`), form);
  });
  it('names the support of tests by the file that it is in', () => {
    const rows = [...text.matchAll(/^ +\| (`\w+`(?:, `\w+`)*) \| `(\w+\.ts)` \|/gm)];
    assert.ok(rows.length > 4);
    for (const [, names = '', file = ''] of rows) {
      const source = readText(`test/support/usage/${file}`);
      for (const [, name = ''] of names.matchAll(/`(\w+)`/g)) assert.match(source, new RegExp(`^export function ${name}\\b`, 'm'));
    }
  });
  it('names the fields of a sample of another hand', () => {
    const compared = /const all[^{]*\{([\s\S]*?)\n {2}\};/.exec(readText('test/unit/usage/otherHand.test.ts'))?.[1] ?? '';
    const fields = [...compared.matchAll(/^ {4}(\w+)[,:]/gm)].map(([, field = '']) => field);
    assert.ok(fields.length > 4);
    for (const field of [...fields, 'calls', 'unmeasured', 'tokens']) assert.ok(text.includes(`\`${field}\``), field);
  });
});
