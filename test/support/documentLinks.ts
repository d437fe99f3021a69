import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './fixture';
import { readText } from './sources';

/** That all links of a document to others, and to its own sections, lead to what is there. @param path such as `docs/server.md` */
export function assertLinksLead(path: string): void {
  const links = [...readText(path).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)];
  for (const [link, file = '', place] of links) {
    const target = file === '' ? path : join('docs', file);
    assert.ok(existsSync(join(repositoryRoot, target)), `${path}: ${link}`);
    if (place !== undefined) assert.ok(headingsOf(target).includes(place), `${path}: ${link}`);
  }
}

function headingsOf(path: string): readonly string[] {
  return [...readText(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
