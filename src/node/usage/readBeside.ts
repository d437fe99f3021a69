import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { parsed } from '../../core/text/parsed';
import { jsonHead } from './jsonHead';
import { liesIn, realPlace } from './walkPlace';

const largest = 4 << 20;
const headBytes = 256 << 10;

/** Another file of a place: nothing above that, also where a link leads there, and of a large one its first members alone. */
export function readBeside(place: string, path: string): unknown {
  const inside = normalize(path);
  if (inside.startsWith('..')) return undefined;
  try {
    const real = realPlace(join(place, inside));
    if (!liesIn(place, real)) return undefined;
    const file = openSync(real, 'r');
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return undefined;
      return stat.size > largest ? jsonHead(file, headBytes) : parsed(readFileSync(file, 'utf8'));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
