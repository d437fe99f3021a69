/** A bundle of its own, loaded with the first query or the first word to a shared history: the driver costs nobody else anything. */
export { postgresQuery } from '../node/postgres/postgresQuery';
export { postgresSharedStore } from '../node/postgres/postgresSharedStore';
