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

/** The real folder behind a name, which may be a link of the person's own; null where there is none. */
export function realPlace(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch {
    return null;
  }
}

/**
 * Every file below one folder of a place. Links are not followed: what they lead to inside is met on its own way, and what is outside is
 * none of ours.
 * A link that matches is told, since it stands in the place of a log.
 */
export function* walkPlace(place: string, { under, matches, isFlat = false }: Walked): Generator<WalkedFile, void, undefined> {
  const folders = [{ path: under, depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(join(place, folder.path))) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isFlat) continue;
        if (folder.depth < deepest) folders.push({ path, depth: folder.depth + 1 });
        else yield { path, skipped: 'tooDeep' };
      } else if (matches(path)) {
        if (entry.isFile()) yield { path, skipped: null };
        else if (entry.isSymbolicLink() && !leadsInside(place, path)) yield { path, skipped: 'linkOutside' };
      }
    }
  }
}

/** Nothing of a folder that is not there, or may not be looked into: its files are not seen. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function leadsInside(place: string, path: string): boolean {
  const real = realPlace(join(place, path));
  return real !== null && real.startsWith(join(place, '/'));
}
