import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { built } from '../../../support/built';

const Opened = z.object({
  place: z.object({ kind: z.string(), setAside: z.string().nullable() }),
  waiting: z.number(),
  after: z.number(),
  kept: z.boolean(),
  failures: z.array(z.string()),
});

/** A wait without end would hold this process, and not only its test. */
function openIn(folder: string): z.infer<typeof Opened> {
  const script = built('test', 'support', 'openFiles.js');
  return Opened.parse(JSON.parse(execFileSync(process.execPath, [script, folder], { encoding: 'utf8', timeout: 20_000 })));
}

/** What may stand where a file should be. */
const obstacles: Readonly<Record<string, (path: string, folder: string) => void>> = {
  'a folder': (path) => mkdirSync(path),
  'a folder with something in it': (path) => {
    mkdirSync(path);
    writeFileSync(join(path, 'precious.txt'), 'kept');
  },
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link to a pipe': (path, folder) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync(join(folder, 'pipe'), path);
  },
  'a link to nothing': (path, folder) => symlinkSync(join(folder, 'gone'), path),
  'a device': (path) => symlinkSync('/dev/zero', path),
};
const places = ['history.sqlite', 'watch.sqlite'].flatMap((name) => ['', '-wal', '-shm', '-journal'].map((end) => [name, end] as const));

describe('files of the extension', function () {
  this.timeout(30_000);
  afterEach(removeHistoryFolders);

  for (const [what, put] of Object.entries(obstacles)) {
    for (const [name, end] of places) {
      it(`${what} in the place of ${name}${end} is not waited for, and nothing is lost`, () => {
        const folder = historyFolder();
        // Only beside a database that is there does SQLite look for the rest of it.
        if (end !== '') openIn(folder);
        rmSync(join(folder, `${name}${end}`), { force: true });
        put(join(folder, `${name}${end}`), folder);
        const opened = openIn(folder);
        assert.deepEqual({ ...opened, place: opened.place.kind }, { place: 'disk', waiting: 0, after: 1, kept: true, failures: [] });
        const aside = readdirSync(folder).filter((entry) => entry.includes('not-a-file'));
        assert.ok(
          aside.every((entry) => entry.startsWith(`${name}${end}.`)),
          aside.join(),
        );
        if (what.startsWith('a folder')) assert.equal(aside.length, 1, 'it is moved, not removed');
        if (name === 'history.sqlite' && end === '')
          assert.match(opened.place.setAside ?? '', /history\.sqlite\.not-a-file-/, 'it is said');
      });
    }
  }

  it('can be read by their owner alone, whatever the umask', () => {
    const folder = join(historyFolder(), 'storage', 'extension');
    openIn(folder);
    assert.deepEqual(rights(folder), '700 600');
  });

  it('lose the wider rights that they were made with', () => {
    const folder = historyFolder();
    openIn(folder);
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    openIn(folder);
    assert.deepEqual(rights(folder), '700 600');
  });
});

/** Of the folder, and of all that is in it. */
function rights(folder: string): string {
  const of = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  return [...new Set(['.', ...readdirSync(folder)].map((name) => of(join(folder, name))))].join(' ');
}
