import type { ListTable } from './prices';

declare const __LIST_TABLES__: readonly ListTable[];

/** What a public list says of providers and models that we have no table of, put here by the build (`scripts/listTables.mjs`). USD alone. */
export const listTables = __LIST_TABLES__;
