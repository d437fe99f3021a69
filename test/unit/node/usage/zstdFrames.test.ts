import assert from 'node:assert/strict';
import { readFrame, type Frame } from '../../../../src/node/usage/zstdFrames';
import { withFile } from '../../../support/usage/withFile';
import { frameOf, handmadeFrame, skippableFrame } from '../../../support/usage/zstdBytes';

function textOf(frame: Frame): string {
  return typeof frame === 'string' ? frame : frame.text.toString();
}

function first(bytes: Uint8Array): Frame {
  return withFile(bytes, (file, size) => readFrame(file, 0, size));
}

describe('zstdFrames', () => {
  it('reads a frame and where the next one begins, with several in one file', () => {
    const [a, b] = [frameOf('one\n'), frameOf('two\n'.repeat(100_000))];
    withFile(Buffer.concat([a, b]), (file, size) => {
      const frame = readFrame(file, 0, size);
      assert.deepEqual(frame, { text: Buffer.from('one\n'), end: a.length });
      assert.equal(textOf(readFrame(file, a.length, size)).length, 400_000);
    });
  });

  it('waits for the rest of a frame at every byte where its end may be missing', () => {
    const whole = frameOf('made up\n');
    for (let length = 0; length < whole.length; length += 1) assert.equal(first(whole.subarray(0, length)), 'incomplete', String(length));
    assert.equal(textOf(first(whole)), 'made up\n');
  });

  it('takes a frame with several blocks for one, raw and repeated ones among them', () => {
    const frame = handmadeFrame([
      { type: 'raw', bytes: Buffer.from('ab') },
      { type: 'repeated', bytes: Buffer.from('c'), length: 5 },
      { type: 'raw', bytes: Buffer.from('\n') },
    ]);
    assert.deepEqual(first(frame), { text: Buffer.from('abccccc\n'), end: frame.length });
  });

  it('passes over a frame that holds what others put there, also where nothing is in it', () => {
    const other = skippableFrame(Buffer.from('not text'));
    assert.deepEqual(first(other), { text: Buffer.alloc(0), end: other.length });
    assert.deepEqual(first(skippableFrame(Buffer.alloc(0))), { text: Buffer.alloc(0), end: 8 });
    assert.equal(first(other.subarray(0, -1)), 'incomplete');
  });

  it('knows garbage, a block of no known type, and a header of a later form', () => {
    assert.equal(first(Buffer.from('{"type":"session"}\n')), 'malformed');
    assert.equal(first(handmadeFrame([{ type: 'reserved', bytes: Buffer.from('x') }])), 'malformed');
    assert.equal(first(handmadeFrame([{ type: 'raw', bytes: Buffer.from('x') }], 0xe8)), 'malformed');
  });

  it('believes no content whose checksum is another', () => {
    const frame = Buffer.from(frameOf('made up\n'));
    frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 1;
    assert.equal(first(frame), 'malformed');
  });

  it('does not unfold what becomes a thousand times as large', () => {
    assert.equal(first(frameOf(Buffer.alloc(65 << 20))), 'tooBig');
  });

  it('has nothing to read in an empty file', () => {
    assert.equal(first(Buffer.alloc(0)), 'incomplete');
  });
});
