import assert from 'node:assert/strict';
import { readText, sourcesBelow } from '../../support/sources';

/** As the sources have them, pieces joined, with … for what is filled in. */
const printed = sourcesBelow('src')
  .map(({ text }) =>
    text
      .replace(/['`]\s*\+\s*['`]/g, '')
      .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
      .replace(/(?<=['"`][^'"`\n]*)\{\w+\}/g, '…')
      .replaceAll("\\'", "'"),
  )
  .join('\n');
/** Sentences whose end is one of several. */
const begun = ['Metrics are not served: ', 'The metrics were not written: '];

function isPrinted(sentence: string): boolean {
  const start = begun.find((one) => sentence.startsWith(one));
  if (start === undefined) return printed.includes(sentence);
  const end = ' The checks go on.';
  return printed.includes(`${start}…${end}`) && printed.includes(sentence.slice(start.length, -end.length));
}

describe('the document about trouble', () => {
  const text = readText('docs/troubleshooting.md');
  const quoted = [...text.matchAll(/^> - (.+)$/gm)].map(([, sentence = '']) => sentence);
  it('quotes what the program says', () => assert.ok(quoted.length > 40));
  for (const sentence of quoted) it(`quotes as it is printed: ${sentence}`, () => assert.ok(isPrinted(sentence)));
  it('would notice what is printed no more', () => assert.ok(!isPrinted('The log cannot be wrtten…')));
  it('leads only to what is there', () => {
    for (const [, file = '', place] of text.matchAll(/\]\(([\w-]+\.md)(?:#([\w-]+))?\)/g)) {
      const headings = [...readText(`docs/${file}`).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
      if (place !== undefined) assert.ok(headings.includes(place), `${file}#${place}`);
    }
  });
});
