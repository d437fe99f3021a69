import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './fixture';

export interface Source {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export function readText(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}

/** Every TypeScript file below a folder of the repository. */
export function sourcesBelow(folder: string): readonly Source[] {
  const names = readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.includes('/node_modules/'))
    .sort()
    .map((path) => ({ path, text: readText(path) }));
}

export interface Import {
  readonly from: string;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

export function importsOf(text: string): readonly Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].map(([, type, named, bare, called]) => ({
    from: named ?? bare ?? called ?? '',
    typeOnly: type !== undefined,
    dynamic: called !== undefined,
  }));
}
