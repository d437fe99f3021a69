import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeBetweenMarks } from './betweenMarks.mjs';
import { root } from './toolNode.mjs';

/** Writes the table of tools whose logs are read, and of what these logs never hold, from the readers themselves. */
export async function updateUsageDocs() {
  const index = join(root, 'out', 'src', 'usage', 'index.js');
  if (!existsSync(index)) return;
  const readers = Object.values(createRequire(import.meta.url)(index));
  const rows = readers
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ id, name, blindSpots = [] }) => `| ${name} | \`${id}\` | ${blindSpots.join(' ')} |`);
  await writeBetweenMarks(
    'docs/explained-spend.md',
    'tools',
    ['| Tool | Id | What its logs do not hold |', '| --- | --- | --- |', ...rows].join('\n'),
  );
}
