import { readdirSync, realpathSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { LogSource, SkipReason } from '../../core/usage/usageReader';

export interface WalkedFile {
  /** Below the place, with forward slashes. */
  readonly path: string;
  readonly skipped: SkipReason | null;
}

type Walked = Pick<LogSource, 'under' | 'matches' | 'isFlat'>;

/** No tool nests its logs as deep; what does has links or mounts that lead into themselves. */
const deepest = 16;

/**
 * The real folder behind a name, which may be a link of the person's own; null where there is none. What may not be looked at stays
 * itself, so that it is told of.
 */
export function realPlace(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    return isAbsent(error) ? null : folder;
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Every file below one folder of a place, also where somebody packed it, which is then told to be no text. Links are not followed: what
 * they lead to inside is met on its own way, and what is outside is none of ours. A link in the place of a log, or to a folder that may hold some, is told.
 * @param within nothing outside of this folder is read; null: the folder itself may be a link of the person's own to anywhere
 */
export function* walkPlace(
  place: string,
  { under, matches, isFlat = false }: Walked,
  within: string | null = null,
): Generator<WalkedFile, void, undefined> {
  const root = realPlace(join(place, under));
  if (root === null) return;
  if (within !== null && !liesIn(within, root)) {
    yield { path: under, skipped: 'linkOutside' };
    return;
  }
  const folders = [{ path: under, depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = entriesOf(join(place, folder.path));
    if (typeof entries === 'string') {
      // Where the place itself is closed to us, all of it is.
      yield { path: typeof entriesOf(place) === 'string' ? '' : folder.path, skipped: entries };
      continue;
    }
    for (const entry of entries) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isFlat) continue;
        if (folder.depth < deepest) folders.push({ path, depth: folder.depth + 1 });
        else yield { path, skipped: 'tooDeep' };
      } else if (entry.isSymbolicLink()) {
        const file = join(place, path);
        const real = realPlace(file);
        // One whose end may not be looked at seems to lead to itself.
        if (real !== file && liesIn(root, real)) continue;
        if (matches(path) || (!isFlat && entriesOf(file).length > 0)) yield { path, skipped: 'linkOutside' };
      } else if (entry.isFile() && matches(path.endsWith('.gz') ? path.slice(0, -3) : path)) yield { path, skipped: null };
    }
  }
}

/** Nothing of a folder that is not there, which is no wonder: most tools are on no machine. */
function entriesOf(folder: string): readonly Dirent[] | SkipReason {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return isAbsent(error) ? [] : 'unreadable';
  }
}

/** @param path a real one */
export function liesIn(root: string, path: string | null): path is string {
  return path === root || path?.startsWith(join(root, '/')) === true;
}
