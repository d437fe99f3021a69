import { monthFunction } from './monthFunction';
import { readingsTables } from './readingsTables';
import { togetherTables } from './togetherTables';
import { views } from './views';

/** What brings a schema from one version to the next. A step that was released never changes; what is wrong in it, a later one mends. */
export type Migration = (schema: string) => string;

/** By version, from 1. */
export const migrations: readonly Migration[] = [
  (schema) => [readingsTables(schema), monthFunction(schema), togetherTables(schema), views(schema)].join('\n'),
];
