import assert from 'node:assert/strict';
import { assertLinksLead } from '../../support/documentLinks';
import { isPrinted } from '../../support/printedSentences';
import { readText } from '../../support/sources';

/** Sentences whose end is one of several. */
const begun = ['Metrics are not served: ', 'The metrics were not written: '];

function isSaid(sentence: string): boolean {
  const start = begun.find((one) => sentence.startsWith(one));
  if (start === undefined) return isPrinted(sentence);
  const end = ' The checks go on.';
  return isPrinted(`${start}…${end}`) && isPrinted(sentence.slice(start.length, -end.length));
}

describe('the document about trouble', () => {
  const text = readText('docs/troubleshooting.md');
  const quoted = [...text.matchAll(/^> - (.+)$/gm)].map(([, sentence = '']) => sentence);
  it('quotes what the program says', () => assert.ok(quoted.length > 40));
  for (const sentence of quoted) it(`quotes as it is printed: ${sentence}`, () => assert.ok(isSaid(sentence)));
  it('would notice what is printed no more', () => assert.ok(!isSaid('The log cannot be wrtten…')));
  it('leads only to what is there', () => assertLinksLead('docs/troubleshooting.md'));
});
