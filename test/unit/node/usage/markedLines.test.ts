import assert from 'node:assert/strict';
import { longestLine, readMarkedLines, type MarkedLines } from '../../../../src/node/usage/markedLines';
import { withFile } from '../../../support/usage/withFile';

type Read = Omit<MarkedLines, 'rest'> & { readonly lines: readonly string[] };

function read(text: string | Uint8Array, from = 0, marks: readonly string[] = ['"usage"']): Read {
  const lines: string[] = [];
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return withFile(bytes, (file) => {
    const { end, tooLong } = readMarkedLines(file, from, marks, (line) => lines.push(line.toString()));
    return { end, tooLong, lines };
  });
}

const line = (n: number): string => `{"usage":${n}}`;
const mebibyte = 1 << 20;

describe('markedLines', () => {
  it('reads the lines with a mark, each once, whichever mark it has and however many', () => {
    const text = `{"other":1}\n${line(1)}\n\n{"cost":1,"usage":2}\n{"cost":3}\n`;
    const { lines, end, tooLong } = read(text, 0, ['"usage"', '"cost"']);
    assert.deepEqual(lines, [line(1), '{"cost":1,"usage":2}', '{"cost":3}']);
    assert.deepEqual([end, tooLong], [text.length, 0]);
  });

  it('leaves a torn last line for the next look, wherever it is torn', () => {
    const text = `${line(1)}\n${line(2)}\n`;
    for (let length = 0; length <= text.length; length += 1) {
      const early = read(text.slice(0, length));
      const late = read(text, early.end);
      assert.deepEqual([...early.lines, ...late.lines], [line(1), line(2)], String(length));
    }
  });

  it('tells what has no end yet where it holds a mark, beside the lines that have one', () => {
    const restOf = (text: string): string =>
      withFile(Buffer.from(text), (file) => String(readMarkedLines(file, 0, ['"usage"'], () => undefined).rest));
    assert.equal(restOf(`${line(1)}\n${line(2)}`), line(2));
    assert.equal(restOf(`${line(1)}\n{"other":1}`), '{"other":1}');
    assert.equal(restOf(`${line(1)}\n`), '');
    assert.equal(restOf(`{"usage":"${'x'.repeat(longestLine + mebibyte)}`), 'undefined');
  });

  it('finds every line where chunks of the file end within lines and within marks', () => {
    const filler = `{"x":"${'y'.repeat(997)}"}\n`;
    const count = Math.ceil((3 * mebibyte) / (filler.length + line(1).length + 1));
    const text = Array.from({ length: count }, (_, n) => `${filler}${line(n)}\n`).join('');
    for (const shift of [0, 1, 7, 500]) assert.equal(read(' '.repeat(shift) + text).lines.length, count);
  });

  it('reads a line that is as long as a line may be, and passes over one that is longer', () => {
    const long = (length: number): string => `${'x'.repeat(length - '"usage"'.length)}"usage"`;
    assert.deepEqual(read(`${long(longestLine)}\n`).tooLong, 0);
    assert.equal(read(`${long(longestLine)}\n`).lines.length, 1);
    for (const length of [longestLine + 1, longestLine + 5 * mebibyte, 3 * longestLine]) {
      const { lines, tooLong } = read(`${line(1)}\n${long(length)}\n${line(2)}\n`);
      assert.deepEqual([lines, tooLong], [[line(1), line(2)], 1], String(length));
    }
  });

  it('says nothing of a long line that holds no call, such as an image', () => {
    const { lines, tooLong, end } = read(`${line(1)}\n${'x'.repeat(3 * longestLine)}\n${line(2)}\n`);
    assert.deepEqual([lines, tooLong, end], [[line(1), line(2)], 0, 2 * (line(1).length + 1) + 3 * longestLine + 1]);
  });

  it('finds a mark of a long line across the end of a chunk', () => {
    for (let shift = 0; shift < 8; shift += 1) {
      const text = `${'x'.repeat(16 * mebibyte - 4 - shift)}"usage"${'x'.repeat(mebibyte)}\n`;
      assert.equal(read(text).tooLong, 1, String(shift));
    }
  });

  it('goes on at the beginning of a long line that has no end yet', () => {
    const text = `${line(1)}\n"usage"${'x'.repeat(longestLine + mebibyte)}`;
    const { lines, end, tooLong } = read(text);
    assert.deepEqual([lines, end, tooLong], [[line(1)], line(1).length + 1, 0]);
    assert.deepEqual(read(`${text}\n${line(2)}\n`, end).lines, [line(2)]);
  });

  it('reads nothing of an empty file', () => {
    assert.deepEqual(read(''), { lines: [], end: 0, tooLong: 0 });
  });
});
