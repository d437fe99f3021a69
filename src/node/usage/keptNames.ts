import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { lastPart, shownName } from '../../core/usage/shownName';
import { integer } from '../sqlite/columns';
import type { Words } from './callRow';

/** What is known of names while files are gathered; after a commit another window may have forgotten some of them. */
export interface Names {
  readonly words: Words;
  readonly project: (path: string, tool: number) => number;
  readonly session: (id: string, tool: number) => number;
}

export function keptNames(db: DatabaseSync, hash: (text: string) => number): Names {
  const keepProject = db.prepare('INSERT OR IGNORE INTO project (name, last) VALUES (?1, ?2)');
  const keepSession = db.prepare('INSERT OR IGNORE INTO session (name, tool) VALUES (?1, ?2)');
  return {
    words: keptWords(db),
    project: once(hash, (name, path) => keepProject.run(name, lastPart(path))),
    session: once(hash, (name, _id, tool) => keepSession.run(name, tool)),
  };
}

/** For names that come with every call of a file: each is made a number and kept once. */
function once(hash: (text: string) => number, keep: (name: number, text: string, tool: number) => void): Names['session'] {
  const known = new Map<string, number>();
  return (text, tool) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const name = hash(text);
    keep(name, text, tool);
    known.set(text, name);
    return name;
  };
}

function keptWords(db: DatabaseSync): Words {
  const [find, keep] = [db.prepare('SELECT id FROM word WHERE text = ?1'), db.prepare('INSERT INTO word (text) VALUES (?1) RETURNING id')];
  const ids = new Map<string, number>();
  const idIn = (text: string | null): number => (text === null ? 0 : integer(find.get(text) ?? keep.get(text), 'id'));
  const textOf = lookUp(db.prepare('SELECT text FROM word WHERE id = ?1'), 'text');
  return {
    idOf: (word) => {
      const known = ids.get(word) ?? idIn(shownName(word));
      ids.set(word, known);
      return known;
    },
    textOf: (id) => textOf(id) ?? '',
  };
}

/** A text by its number, asked for once. */
export function lookUp(statement: StatementSync, column: string): (id: number) => string | null {
  const found = new Map<number, string | null>();
  return (id) => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const value = statement.get(id)?.[column];
    const result = typeof value === 'string' ? value : null;
    found.set(id, result);
    return result;
  };
}
