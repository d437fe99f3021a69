import type { DatabaseAddress } from './databaseAddress';
import type { ProviderErrorKind } from '../model/providerError';

/** A row by column name. Values are text as the database wrote it, so that no amount passes through a float; null is SQL's NULL. */
export type QueryRow = Readonly<Record<string, string | null>>;

export type QueryAnswer =
  | { readonly ok: true; readonly rows: readonly QueryRow[] }
  | {
      readonly ok: false;
      readonly kind: ProviderErrorKind;
      /** Our own words for what was wrong, never the server's: those may repeat what was sent. */
      readonly field?: string;
      readonly hint?: string;
    };

/** The database port: one query in a read-only transaction, with limits on time, rows and bytes. Rejects only when `signal` was aborted. */
export type RunQuery = (request: { readonly address: DatabaseAddress; readonly sql: string }, signal: AbortSignal) => Promise<QueryAnswer>;

/** A query as a provider asks for it. Where it names the user, the account's key is the password alone. */
export interface DatabaseQuery {
  readonly sql: string;
  readonly host: string;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  readonly sslmode?: string | undefined;
  readonly sslrootcert?: string | undefined;
}
