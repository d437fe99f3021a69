import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { frameOf } from './zstdBytes';
import { usageFixture } from './usageFixture';

/** Samples of one tool's logs by somebody who had not seen its reader. */
export interface OtherHand {
  readonly tool: string;
  readonly folder: string;
  /** What they come to, reckoned by hand from the tool's own source. */
  readonly expected: unknown;
}

/** Every folder `otherHand…` among the fixtures. */
export function otherHands(): readonly OtherHand[] {
  return readdirSync(usageFixture()).flatMap((tool) => {
    const names = readdirSync(usageFixture(tool)).filter((name) => name.startsWith('otherHand'));
    return names.flatMap((name) => sampleIn(tool, usageFixture(tool, name)));
  });
}

function sampleIn(tool: string, folder: string): readonly OtherHand[] {
  const file = join(folder, 'expected.json');
  if (!existsSync(file)) return [];
  const expected: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return [{ tool, folder, expected }];
}

/** The sample as a home: `….sql` becomes a database, `….frames` zstd, and words in the others what only this machine or a test knows. */
export function withOtherHand<T>({ folder }: OtherHand, use: (home: string) => T): T {
  const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'api-balance-other-hand-')));
  try {
    cpSync(folder, home, { recursive: true });
    rmSync(join(home, 'expected.json'));
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) asWritten(join(parentPath, name), home.replaceAll('\\', '/'));
    return use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const longest = 9 << 20;

function asWritten(file: string, home: string): void {
  const text = readFileSync(file, 'utf8');
  const [, plain, kind] = /^(.*)\.(sql|frames)$/.exec(file) ?? [];
  if (plain === undefined) {
    writeFileSync(
      file,
      text.replaceAll('__HOME__', home).replaceAll('__LONG__', () => 'x'.repeat(longest)),
    );
    return;
  }
  rmSync(file);
  if (kind === 'frames') {
    writeFileSync(plain, framesOf(text));
    return;
  }
  const db = new DatabaseSync(plain, { enableForeignKeyConstraints: false });
  db.exec(text);
  db.close();
}

/** What stands below each `%%frame` is one of its own; of one below `%%torn` the end is missing. */
function framesOf(text: string): Buffer {
  const frames = [...text.matchAll(/%%(frame|torn)\n((?:(?!%%).*\n)*)/g)].map(([, kind, lines]) => {
    const frame = frameOf(lines ?? '');
    return kind === 'torn' ? frame.subarray(0, frame.length - 9) : frame;
  });
  return Buffer.concat(frames);
}
