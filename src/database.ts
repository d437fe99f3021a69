/** A bundle of its own, loaded with the first query: the driver costs nobody else anything. */
export { postgresQuery } from './node/postgres/postgresQuery';
export { postgresSharedStore } from './node/postgres/postgresSharedStore';
