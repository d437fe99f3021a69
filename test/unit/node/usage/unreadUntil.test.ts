import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { UsageAnswer, UsageRequest } from '../../../../src/core/explained/usageRequest';
import { dayMs } from '../../../../src/core/time/durations';
import type { UsageReader } from '../../../../src/core/usage/usageReader';
import { answerUsage } from '../../../../src/node/usage/answerUsage';
import { foundLogs } from '../../../../src/node/usage/foundLogs';
import { asOther } from '../../../support/usage/asOther';
import { madeUpReader } from '../../../support/usage/madeUpReader';
import { withFolder } from '../../../support/usage/withFolder';
import { frameOf } from '../../../support/usage/zstdBytes';

const now = Date.UTC(2026, 10, 22);
const readsSince = now - 35 * dayMs;

/** Its logs are JSON; `new` in one is what it does not know. */
function reader(place: string, id = 'quill'): UsageReader {
  const read = (content: unknown) => (content === 'new' ? ('tooNew' as const) : { calls: [] });
  const source = { form: 'whole', under: '', matches: (path: string) => path.endsWith('.json'), read } as const;
  return { id, name: id, rules: 1, places: () => [place], sources: [source] };
}

function answer(
  folder: string,
  place: string,
  changed: Partial<UsageRequest> = {},
  goesOn = true,
  readers = [reader(join(folder, place))],
): UsageAnswer {
  const request: UsageRequest = {
    ...{ kind: 'explain', folder: join(folder, 'kept'), tools: ['quill'], reads: true, known: null, owner: 'a', now },
    ...{ since: now - 7 * dayMs, readsSince, groups: [], meant: [], overrides: [], bookings: [] },
    ...changed,
  };
  const result = answerUsage(
    request,
    readers,
    () => now,
    () => goesOn,
  );
  assert.ok(result.ok);
  return result.answer;
}
const dated = (file: string, at: number): void => utimesSync(file, at / 1000, at / 1000);

describe('the time of which all logs were read', () => {
  it('is that of the look where every file was read, and stays so for what is reckoned after it', () => {
    withFolder({ 'logs/a.json': '{}', 'logs/old.json': '{}' }, (folder) => {
      dated(join(folder, 'logs/a.json'), now - dayMs);
      dated(join(folder, 'logs/old.json'), now - 40 * dayMs);
      const all = { from: readsSince, to: now };
      const first = answer(folder, 'logs');
      assert.deepEqual([first.known, answer(folder, 'logs').known], [all, all]);
      assert.deepEqual(answer(folder, 'logs', { reads: false, known: first.known, now: now + dayMs }).known, all);
    });
  });
  it('begins with the oldest log of all tools, and of each tool that deletes its logs: there may have been others', () => {
    withFolder({ 'logs/a.json': '{}', 'others/a.json': '{}' }, (folder) => {
      dated(join(folder, 'logs/a.json'), now - 3 * dayMs);
      dated(join(folder, 'others/a.json'), now - 2 * dayMs);
      const [one, other] = [reader(join(folder, 'logs')), reader(join(folder, 'others'), 'other')];
      const from = (changed: Partial<UsageReader>) =>
        answer(folder, 'logs', { tools: ['quill', 'other'] }, true, [one, { ...other, ...changed }]).known?.from;
      assert.deepEqual([from({}), from({ deletesLogs: true, rules: 2 })], [now - 3 * dayMs, now - 2 * dayMs]);
    });
  });
  it('begins when a file that was passed over changed last, also where nothing has changed since', () => {
    withFolder({ 'logs/a.json': '{}', 'logs/b.json': '"new"' }, (folder) => {
      for (const [name, days] of [
        ['a', 1],
        ['b', 3],
      ] as const)
        dated(join(folder, `logs/${name}.json`), now - days * dayMs);
      const later = { from: now - 3 * dayMs, to: now };
      assert.deepEqual([answer(folder, 'logs').known, answer(folder, 'logs').known], [later, later]);
    });
  });
  it('begins when a log changed last that ends in what is being written or was cut off, which is not told', () => {
    const from = (last: string, name = 'home/logs/a.jsonl', read = (text: string): string | Uint8Array => text) =>
      withFolder({ 'home/logs/b.jsonl': '{}\n', [name]: read(`{"usage":1}\n${last}`) }, (folder) => {
        dated(join(folder, name), now - dayMs);
        const lines = { ...madeUpReader, id: 'quill', places: () => [join(folder, 'home')] };
        // At the second look nothing has changed, and at the third another file.
        const looks = [3, 3, 2].map((days) => {
          dated(join(folder, 'home/logs/b.jsonl'), now - days * dayMs);
          return answer(folder, '', {}, true, [lines]);
        });
        assert.deepEqual(
          looks.map(({ tools }) => tools[0]?.skipped.length),
          [0, 0, 0],
        );
        const [first, ...others] = looks.map(({ known }) => known?.from);
        assert.deepEqual(others, [first, first]);
        return first;
      });
    const later = now - dayMs;
    assert.deepEqual(
      ['', '{"usage":2}', '{"other":2}', '{"usage":2}\n'].map((last) => from(last)),
      Array<number>(4).fill(readsSince),
    );
    assert.deepEqual(
      ['{"usage":2', '{"oth', '{'].map((last) => from(last)),
      Array<number>(3).fill(later),
    );
    const frames = (text: string): Uint8Array => Buffer.concat([frameOf(text), frameOf('{"usage":2}\n').subarray(0, 9)]);
    assert.equal(from('', 'home/logs/a.jsonl.zstd', frames), later);
  });
  it('is none where a link leads outside, where there are no logs, or where the look was broken off', () => {
    withFolder({ 'logs/a.json': '{}', 'linked/a.json': '{}' }, (folder) => {
      symlinkSync(join(folder, 'logs/a.json'), join(folder, 'linked/b.json'));
      assert.ok((answer(folder, 'linked').known?.from ?? 0) > now);
    });
    withFolder({ 'logs/a.txt': '' }, (folder) => assert.equal(answer(folder, 'logs').known, null));
    withFolder({ 'logs/a.json': '{}' }, (folder) => assert.equal(answer(folder, 'logs', {}, false).known, null));
  });
  it('is none while another window reads', () => {
    withFolder({ 'logs/a.json': '{}' }, (folder) => {
      const inside: (UsageAnswer | null)[] = [];
      const request = { reads: true, owner: 'b' };
      const result = answerUsage(
        {
          ...{ kind: 'explain', folder: join(folder, 'kept'), tools: ['quill'], reads: true, known: null, owner: 'a', now },
          ...{ since: now, readsSince, groups: [], meant: [], overrides: [], bookings: [] },
        },
        [reader(join(folder, 'logs'))],
        () => now,
        () => {
          inside.push(answer(folder, 'logs', request));
          return true;
        },
      );
      assert.ok(result.ok);
      assert.deepEqual([inside[0]?.readElsewhere, inside[0]?.known], [true, null]);
    });
  });
  it('is none where the folder of a tool may not be looked into', function () {
    withFolder({ 'home/logs/a.json': '{}' }, (folder) => {
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'home'), 0o000);
      const machine = { home: folder, variable: () => undefined, isConfined: false };
      const found = asOther(() => foundLogs(reader(join(folder, 'home/logs')), machine));
      chmodSync(join(folder, 'home'), 0o755);
      if (found === null) return this.skip();
      assert.deepEqual(
        found.map(({ skipped, changedAt }) => [skipped, changedAt]),
        [['unreadable', 0]],
      );
    });
  });
});
