import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UsageReader } from '../../../src/core/usage/usageReader';
import { changingHome } from './changingHome';
import type { ReadUsage } from './usageOf';

/** Every file below a folder, by its path with forward slashes; not those of samples of another hand, which are homes of their own. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  const own = paths.filter((path) => !path.startsWith('otherHand'));
  return Object.fromEntries(own.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

/** What is read where the files came one by one, with a look after each: forwards, backwards, and begun at each of them. */
export function readInAnyOrder(reader: UsageReader, files: Readonly<Record<string, string>>): readonly ReadUsage[] {
  const paths = Object.keys(files);
  const orders = [[...paths].reverse(), ...paths.map((_, index) => [...paths.slice(index), ...paths.slice(0, index)])];
  return orders.map((order) =>
    changingHome(reader, (home) => {
      for (const path of order) {
        home.write(path, files[path]);
        home.scan();
      }
      return home.scan();
    }),
  );
}
