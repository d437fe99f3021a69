import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

/** Puts a table into a document, between the marks that have its name. @param {string} path @param {string} name @param {string} table */
export async function writeBetweenMarks(path, name, table) {
  const [begin, end] = [`<!-- ${name}: written by the build -->`, `<!-- /${name} -->`];
  const file = join(root, path);
  const text = await readFile(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} has no marks "${begin}" and "${end}".`);
  const next = `${before}${begin}\n\n${table}\n\n${end}${after}`;
  if (next !== text) await writeFile(file, next);
}
