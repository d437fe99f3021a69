import assert from 'node:assert/strict';
import { readFrameLines, type FrameLines } from '../../../../src/node/usage/frameLines';
import { withFile } from '../../../support/usage/withFile';
import { frameOf, skippableFrame } from '../../../support/usage/zstdBytes';

type Read = Omit<FrameLines, 'rest'> & { readonly lines: readonly string[] };

function read(bytes: Uint8Array, marks: readonly string[] = ['"usage"'], from = 0): Read {
  const lines: string[] = [];
  return withFile(bytes, (file, size) => {
    const { end, tooLong, stopped } = readFrameLines(file, from, size, marks, (line) => lines.push(line.toString()));
    return { end, tooLong, stopped, lines };
  });
}

const line = (n: number): string => `{"usage":${n}}`;

describe('frameLines', () => {
  it('reads the marked lines of every frame, and not of the first alone', () => {
    const bytes = Buffer.concat([frameOf(`${line(1)}\n{"other":0}\n`), frameOf(`${line(2)}\n${line(3)}\n`)]);
    assert.deepEqual(read(bytes), { lines: [line(1), line(2), line(3)], end: bytes.length, tooLong: 0, stopped: null });
  });

  it('leaves a torn last frame for the next look, which goes on from its beginning', () => {
    const [a, b] = [frameOf(`${line(1)}\n`), frameOf(`${line(2)}\n`)];
    const torn = Buffer.concat([a, b.subarray(0, -3)]);
    assert.deepEqual(read(torn), { lines: [line(1)], end: a.length, tooLong: 0, stopped: null });
    assert.deepEqual(read(Buffer.concat([a, b]), undefined, a.length).lines, [line(2)]);
  });

  it('tells a file of which nothing is whole: it was cut off, and is not none', () => {
    const torn = frameOf(`${line(1)}\n`).subarray(0, -3);
    assert.deepEqual(read(torn), { lines: [], end: 0, tooLong: 0, stopped: 'malformed' });
  });

  it('tells garbage after whole frames, and keeps what they held', () => {
    const a = frameOf(`${line(1)}\n`);
    assert.deepEqual(read(Buffer.concat([a, Buffer.from('garbage')])), {
      lines: [line(1)],
      end: a.length,
      tooLong: 0,
      stopped: 'malformed',
    });
  });

  it('joins a line that goes on in the next frame, with a frame of others between them', () => {
    const bytes = Buffer.concat([frameOf('{"usa'), skippableFrame(Buffer.from('\n')), frameOf('ge":1}\n')]);
    assert.deepEqual(read(bytes).lines, ['{"usage":1}']);
  });

  it('never reads a line twice where its end is not there yet: a reader has counted those before it', () => {
    const a = frameOf(`${line(1)}\n{"usage"`);
    const seen = read(a);
    assert.deepEqual(seen.lines, [line(1)]);
    const rest = Buffer.concat([a, frameOf(`:2}\n${line(3)}\n`)]);
    assert.deepEqual(read(rest, undefined, seen.end).lines, [line(3)]);
  });

  it('passes over a line that is longer than any log has, over however many frames, and tells it only where it has a mark', () => {
    const long = (mark: string): Buffer[] => [
      frameOf(`{${mark}"x":"`),
      ...Array.from({ length: 3 }, () => frameOf('y'.repeat(3 << 20))),
      frameOf('"}\n'),
    ];
    const bytes = Buffer.concat([...long(''), ...long('"usage":1,'), frameOf(`${line(4)}\n`)]);
    assert.deepEqual(read(bytes), { lines: [line(4)], end: bytes.length, tooLong: 1, stopped: null });
  });

  it('stops at a frame that unfolds beyond all measure, with what came before it', () => {
    const a = frameOf(`${line(1)}\n`);
    const bomb = frameOf(Buffer.alloc(65 << 20));
    assert.deepEqual(read(Buffer.concat([a, bomb])), { lines: [line(1)], end: a.length, tooLong: 0, stopped: 'tooBig' });
  });

  it('ends where no more is wanted', () => {
    const bytes = Buffer.concat([frameOf('first\n'), Buffer.from('garbage')]);
    const lines: string[] = [];
    const stopped = withFile(bytes, (file, size) =>
      readFrameLines(file, 0, size, [''], (found) => {
        lines.push(found.toString());
        return false;
      }),
    );
    assert.deepEqual([lines, stopped.stopped], [['first'], null]);
  });

  it('reads nothing of an empty file', () => {
    assert.deepEqual(read(Buffer.alloc(0)), { lines: [], end: 0, tooLong: 0, stopped: null });
  });
});
