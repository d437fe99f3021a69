import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
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

/**
 * The sample as a home: `….sql` becomes a database, `….frames` zstd, `….crlf` has the line ends of Windows, and words in the others what
 * only this machine or a test knows.
 */
export function withOtherHand<T>(sample: OtherHand, use: (home: string) => T): T {
  const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'api-balance-other-hand-')));
  try {
    writeOtherHand(sample, home);
    return use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Into a home in which logs of other tools may be. @param change of each text */
export function writeOtherHand({ folder }: OtherHand, home: string, change = (text: string): string => text): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const from = join(parentPath, name);
    if (from === join(folder, 'expected.json')) continue;
    const to = join(home, relative(folder, from));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, change(readFileSync(from, 'utf8')));
    asWritten(to, home.replaceAll('\\', '/'));
  }
}

/**
 * The same home as its tools write it: one file after the other, and of what lines are added to the first half before the whole.
 * @param look after each step
 */
export function withGrowingHand<T>(sample: OtherHand, look: (home: string) => T): T | undefined {
  return withOtherHand(sample, (home) => {
    const whole = `${home}-whole`;
    renameSync(home, whole);
    try {
      const files = readdirSync(whole, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      let last: T | undefined;
      for (const from of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
        const to = join(home, relative(whole, from));
        mkdirSync(dirname(to), { recursive: true });
        if (from.endsWith('.jsonl')) {
          const bytes = readFileSync(from);
          writeFileSync(to, bytes.subarray(0, bytes.length >> 1));
          look(home);
        }
        cpSync(from, to);
        last = look(home);
      }
      return last;
    } finally {
      rmSync(whole, { recursive: true, force: true });
    }
  });
}

const longest = 9 << 20;

function asWritten(file: string, home: string): void {
  const text = readFileSync(file, 'utf8');
  const [, plain, kind] = /^(.*)\.(sql|frames|crlf)$/.exec(file) ?? [];
  if (plain === undefined) {
    const long = text.replaceAll(/__LONG(?:_(\d+))?__/g, (_, length) => 'x'.repeat(Number(length ?? longest)));
    writeFileSync(file, long.replaceAll('__HOME__', home));
    return;
  }
  rmSync(file);
  if (kind === 'crlf') {
    writeFileSync(plain, text.replaceAll('\n', '\r\n'));
    return;
  }
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
