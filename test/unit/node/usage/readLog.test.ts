import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayMs } from '../../../../src/core/time/durations';
import { foundLogs } from '../../../../src/node/usage/foundLogs';
import type { OpenUsage } from '../../../../src/node/usage/openUsage';
import { readLog } from '../../../../src/node/usage/readLog';
import { asOther } from '../../../support/usage/asOther';
import { madeUpReader } from '../../../support/usage/madeUpReader';
import { scan, testNow, withUsage } from '../../../support/usage/usageOf';
import { withFolder } from '../../../support/usage/withFolder';
import { frameOf } from '../../../support/usage/zstdBytes';

interface Look {
  /** Sum of all that counts. */
  readonly input: number;
  readonly read: number;
  readonly skipped: readonly string[];
}

function look(home: string, usage: OpenUsage): Look {
  const { report, counted } = scan(madeUpReader, home, usage);
  const skipped = report.skipped.map(({ file, reason }) => `${file}: ${reason}`).sort();
  return { input: counted.tokens.input, read: report.filesRead, skipped };
}

function once(files: Readonly<Record<string, string | Uint8Array>>, prepare: (home: string) => void = () => undefined): Look {
  return withFolder(files, (home) => {
    prepare(home);
    return withUsage((usage) => look(home, usage));
  });
}

const line = (id: string, usage: number): string => `${JSON.stringify({ id, usage })}\n`;
const good = { 'logs/good.jsonl': line('good', 1) };

/** Several looks at one log, each after a change. */
function looks(content: string | Uint8Array, changes: readonly ((path: string) => void)[], name = 'logs/a.jsonl'): readonly Look[] {
  return withFolder({ [name]: content }, (home) =>
    withUsage((usage) => [
      look(home, usage),
      ...changes.map((change) => {
        change(join(home, name));
        return look(home, usage);
      }),
    ]),
  );
}

/** Without its time being another by chance alone, which a fast disk may leave as it was. */
function writeLater(path: string, content: string): void {
  const { mtimeMs } = statSync(path);
  writeFileSync(path, content);
  utimesSync(path, new Date(), new Date(mtimeMs + 2_000));
}

describe('what the disk does to logs: named, passed over, and the rest right', () => {
  it('a whole last line without an end counts at once, and once, also where no id tells it from others', () => {
    const last = '{"usage":2}';
    const found = looks(`${line('a', 1)}${last}`, [
      (path) => appendFileSync(path, '\n'),
      (path) => appendFileSync(path, '{"usage":4}'),
      (path) => appendFileSync(path, '\n{"usage":8}\n'),
    ]);
    assert.deepEqual(
      found.map(({ input, skipped }) => [input, skipped]),
      [3, 3, 7, 15].map((input) => [input, []]),
    );
    assert.equal(once({ 'logs/a.jsonl': last }).input, 2);
    const frames = Buffer.concat([frameOf(line('a', 1)), frameOf(last)]);
    assert.deepEqual(
      looks(frames, [(path) => appendFileSync(path, frameOf('{"usage":4}\n'))], 'logs/a.jsonl.zstd').map(({ input }) => input),
      [3, 7],
    );
  });

  it('a torn last line waits, and a torn line in the middle is told', () => {
    assert.deepEqual(once({ ...good, 'logs/a.jsonl': `${line('a', 2)}{"id":"b","usage":4` }), { input: 3, read: 2, skipped: [] });
    const broken = once({ ...good, 'logs/a.jsonl': `${line('a', 2)}{"id":"b","usa${line('c', 8)}` });
    assert.deepEqual(broken, { input: 3, read: 1, skipped: ['a.jsonl: malformed'] });
    assert.equal(once({ 'logs/a.jsonl': `${line('a', 2)}{"id":"b","usage"\n${line('c', 8)}` }).input, 10);
  });

  it('a torn line that is cut before what calls are known by is told, and stays so when lines are added', () => {
    for (const [torn, frames] of [
      ['{"id":"b"\n', false],
      ['{"id":"b"\r\n', false],
      ['{"id":"b"\n', true],
    ] as const) {
      const bytes = (text: string): Uint8Array => (frames ? frameOf(text) : Buffer.from(text));
      const added = [(path: string) => appendFileSync(path, bytes(line('c', 4)))];
      const found = looks(bytes(line('a', 2) + torn), added, frames ? 'logs/a.jsonl.zstd' : 'logs/a.jsonl');
      assert.deepEqual(
        found.map(({ input, skipped }) => [input, skipped.length]),
        [
          [2, 1],
          [6, 1],
        ],
      );
    }
    assert.deepEqual(once({ 'logs/a.jsonl': `${line('a', 2)}\n\r\n{"other":1}\r\n` }).skipped, []);
  });

  it('calls of a time that cannot be, of which the file is named', () => {
    const far = [Date.UTC(2022, 5), testNow + 2 * dayMs].map((at) => JSON.stringify({ id: `${at}`, usage: 1, at })).join('\n');
    const content = `${line('a', 2)}${far}\n`;
    assert.deepEqual(once({ ...good, 'logs/a.jsonl': content }), { input: 3, read: 1, skipped: ['a.jsonl: wrongTime'] });
  });

  it('a line that is too long', () => {
    const content = `${line('a', 2)}{"usage":4,"x":"${'x'.repeat(9 << 20)}"}\n${line('c', 8)}`;
    assert.deepEqual(once({ ...good, 'logs/a.jsonl': content }), { input: 11, read: 1, skipped: ['a.jsonl: lineTooLong'] });
  });

  it('a file that is too large, which takes no place on the disk', () => {
    const enlarge = (home: string): void => truncateSync(join(home, 'logs/a.jsonl'), 3 * 2 ** 30);
    assert.deepEqual(once({ ...good, 'logs/a.jsonl': '' }, enlarge), { input: 1, read: 1, skipped: ['a.jsonl: tooBig'] });
  });

  it('bytes that are no text', () => {
    const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 10]);
    const found = once({ ...good, 'logs/a.jsonl': binary, 'logs/b.json': binary, 'logs/c.jsonl.zstd': binary });
    assert.deepEqual(found, { input: 1, read: 1, skipped: ['a.jsonl: notText', 'b.json: notText', 'c.jsonl.zstd: malformed'] });
  });

  it('a folder, a link to nothing and a pipe where a log would be', () => {
    const found = once(good, (home) => {
      mkdirSync(join(home, 'logs/folder.jsonl'));
      symlinkSync('none', join(home, 'logs/link.jsonl'));
    });
    assert.deepEqual(found, { input: 1, read: 1, skipped: ['link.jsonl: linkOutside'] });
  });

  it('a file and a folder that may not be read, which are read when they may be', function () {
    withFolder({ ...good, 'logs/a.jsonl': line('a', 2), 'logs/b.json': '{"usage":4}', 'logs/shut/c.jsonl': line('c', 8) }, (home) => {
      chmodSync(home, 0o755);
      chmodSync(join(home, 'logs/a.jsonl'), 0o000);
      chmodSync(join(home, 'logs/b.json'), 0o000);
      // May be listed, and nothing in it be looked at.
      chmodSync(join(home, 'logs/shut'), 0o644);
      withUsage((usage) => {
        const first = asOther(() => look(home, usage));
        if (first === null) return this.skip();
        const skipped = ['a.jsonl: unreadable', 'b.json: unreadable', 'c.jsonl: unreadable'];
        assert.deepEqual(first, { input: 1, read: 1, skipped });
        for (const path of ['a.jsonl', 'b.json']) chmodSync(join(home, 'logs', path), 0o644);
        chmodSync(join(home, 'logs/shut'), 0o755);
        assert.deepEqual(
          asOther(() => look(home, usage)),
          { input: 15, read: 4, skipped: [] },
        );
      });
    });
  });

  it('a file that goes away between two looks keeps what it told', () => {
    const [before, after] = looks(line('a', 2), [(path) => rmSync(path)]);
    assert.deepEqual(before, { input: 2, read: 1, skipped: [] });
    assert.deepEqual(after, { input: 2, read: 0, skipped: [] });
  });

  it('a file that goes away between being found and being read', () => {
    withFolder({ 'logs/a.jsonl': line('a', 2), 'logs/b.json': '{}' }, (home) => {
      const logs = foundLogs(madeUpReader, { home, variable: () => undefined, isConfined: true });
      rmSync(join(home, 'logs'), { recursive: true });
      const reasons = logs.map(
        (log) =>
          readLog(
            log,
            undefined,
            () => undefined,
            () => assert.fail('nothing was read'),
          ).skipped,
      );
      assert.deepEqual(reasons, ['gone', 'gone']);
    });
  });

  it('is noted without names that may not be kept with a call either', () => {
    const names = ['sk-MARKED0123456789abcdef', 'https://me:MARKED@host.example', 'deepseek-flash'];
    const reader = {
      ...madeUpReader,
      sources: madeUpReader.sources.map((source) => ({ ...source, read: () => ({ calls: [], kept: names }) })),
    };
    withFolder({ 'logs/a.json': '{}' }, (home) => {
      const [log] = foundLogs(reader, { home, variable: () => undefined, isConfined: true });
      assert.ok(log);
      const { kept } = readLog(
        log,
        undefined,
        () => undefined,
        () => undefined,
      );
      assert.equal(kept, '[null,"host.example","deepseek-flash"]');
    });
  });

  it('a version that is too new, and the same file when the tool was set back', () => {
    const found = looks(`{"version":2}\n${line('a', 2)}`, [
      (path) => appendFileSync(path, '{"other":1}\n'),
      (path) => writeLater(path, `{"version":1}\n${line('a', 2)}`),
    ]);
    assert.deepEqual(
      found.map(({ input, skipped }) => [input, skipped]),
      [
        [0, ['a.jsonl: tooNew']],
        [0, ['a.jsonl: tooNew']],
        [2, []],
      ],
    );
  });

  it('lines that are added, at every place a line may be cut', () => {
    const text = `${JSON.stringify({ usage: 2 })}\n${JSON.stringify({ usage: 4 })}\n`;
    for (let length = 0; length <= text.length; length += 1) {
      const [, after] = looks(text.slice(0, length), [(path) => writeFileSync(path, text)]);
      assert.deepEqual(after, { input: 6, read: 1, skipped: [] }, String(length));
    }
  });

  it('frames that are added, with the last one torn before', () => {
    const frames = [frameOf(`${JSON.stringify({ usage: 2 })}\n`), frameOf(`${JSON.stringify({ usage: 4 })}\n`)];
    const whole = Buffer.concat(frames);
    for (let length = 0; length <= whole.length; length += 7) {
      const [, after] = looks(whole.subarray(0, length), [(path) => writeFileSync(path, whole)], 'logs/a.jsonl.zstd');
      assert.deepEqual(after, { input: 6, read: 1, skipped: [] }, String(length));
    }
  });

  it('a file that is written anew: shorter, as long with other content, and longer', () => {
    const filler = `{"x":"${'y'.repeat(3_000)}"}\n`;
    const middle = (usage: number): string => `${filler}${line('b', usage)}${filler}`;
    const counts = (content: string, next: string): readonly number[] =>
      looks(content, [(path) => writeLater(path, next)]).map(({ input }) => input);
    // What was counted stays: a call is no less made where its log says no more of it.
    assert.deepEqual(counts(line('a', 2) + line('b', 4), line('a', 2)), [6, 6]);
    assert.deepEqual(counts(middle(4), middle(5)), [4, 5]);
    assert.deepEqual(counts(`${filler}${line('b', 4)}${filler}`, `${filler}${line('c', 8)}${filler}`), [4, 12]);
    assert.deepEqual(counts(line('a', 2), line('c', 8) + line('d', 16)), [2, 26]);
  });

  it('a whole file that is half written at one look goes on where it was', () => {
    const found = looks('{"usage":5}', [(path) => writeLater(path, '{"usage":'), (path) => writeLater(path, '{"usage":7}')], 'logs/a.json');
    assert.deepEqual(
      found.map(({ input, skipped }) => [input, skipped]),
      [
        [5, []],
        [5, ['a.json: malformed']],
        [7, []],
      ],
    );
  });

  it('of a large whole file what stands at its beginning', () => {
    const large = JSON.stringify({ usage: 3, text: 'x'.repeat(70 << 20) });
    assert.deepEqual(once({ 'logs/a.json': large }), { input: 3, read: 1, skipped: [] });
  });

  it('looking twice changes nothing', () => {
    const [first, second] = looks(line('a', 2), [() => undefined]);
    assert.deepEqual(second, first);
  });
});
