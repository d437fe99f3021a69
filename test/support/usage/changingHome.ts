import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UsageReader } from '../../../src/core/usage/usageReader';
import { scan, testNow, withHome, withUsage, type ReadUsage } from './usageOf';

export interface ChangingHome {
  readonly write: (path: string, content: unknown) => void;
  readonly scan: () => ReadUsage;
}

/** A home whose files a tool writes between two looks at it; text is written as it is, anything else as JSON. */
export function changingHome<T>(reader: UsageReader, use: (home: ChangingHome) => T): T {
  // Some readers take the time of a file for the time of a call: of ours, and not of the day on which the test runs.
  let seconds = testNow / 1000 - 3600;
  return withHome({}, (home) =>
    withUsage((usage) =>
      use({
        write: (path, content) => {
          const file = join(home, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
          utimesSync(file, seconds, seconds);
          seconds += 1;
        },
        scan: () => scan(reader, home, usage),
      }),
    ),
  );
}

/** What is read of files that were all there before the first look. */
export function readOnce(reader: UsageReader, files: Readonly<Record<string, unknown>>): ReadUsage {
  return changingHome(reader, (home) => {
    for (const [path, content] of Object.entries(files)) home.write(path, content);
    return home.scan();
  });
}

/** What is read of one log that grows from look to look: of every way to cut it in two, with a mid-line cut among them. */
export function readGrowing(reader: UsageReader, path: string, text: string): readonly ReadUsage[] {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  const cuts = ends.flatMap((end) => [end, Math.max(1, end - 7)]);
  return cuts.map((cut) =>
    changingHome(reader, (home) => {
      home.write(path, text.slice(0, cut));
      home.scan();
      home.write(path, text);
      return home.scan();
    }),
  );
}
