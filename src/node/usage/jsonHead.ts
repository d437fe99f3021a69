import { readSync } from 'node:fs';
import { parsed } from '../../core/text/parsed';

/** The members of an object that are whole within the first bytes of a file; undefined where not even one is. */
export function jsonHead(file: number, bytes: number): unknown {
  const head = Buffer.alloc(bytes);
  const text = head.toString('utf8', 0, readSync(file, head, 0, bytes, 0));
  const end = lastComma(text);
  return end < 0 ? undefined : parsed(`${text.slice(0, end)}}`);
}

/** Of those between two members of the outermost object. */
function lastComma(text: string): number {
  let [depth, found] = [0, -1];
  // A text in quotes is one step, whatever stands in it; one that has no end stops the search.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|"[^]*$|[[\]{},]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === ',' && depth === 1) found = index;
  }
  return found;
}
