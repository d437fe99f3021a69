import { lockSpace, locks } from './migrations/names';
import { migrations, type Migration } from './migrations/migrations';
import type { Call, CallOptions } from './sharedCalls';
import type { Ask } from './sharedConnection';
import { schemaState } from './schemaState';
import type { SharedAnswer } from '../../core/shared/sharedFault';

/** A step over years of rows may take minutes; whoever else opens waits for it or is told so. */
const limits: NonNullable<CallOptions['limits']> = { statementMs: 300_000, wholeMs: 330_000 };

/**
 * Brings the schema up, a transaction for each step. The lock ends with the transaction: one of a session would stay with a pooler's
 * connection, and keep out nobody who comes by another.
 */
export async function migrate(
  call: Call,
  schema: string,
  signal?: AbortSignal,
  steps: readonly Migration[] = migrations,
): Promise<SharedAnswer<null>> {
  for (;;) {
    const done = await call((ask) => nextStep(ask, schema, steps), { signal, limits, isOpening: true });
    if (!done.ok) return done;
    if (done.value) return { ok: true, value: null };
  }
}

/** True where nothing is left to do. */
async function nextStep(ask: Ask, schema: string, steps: readonly Migration[]): Promise<boolean> {
  await ask('SELECT pg_advisory_xact_lock($1, $2)', [lockSpace, locks.migrating]);
  const { version } = await schemaState(ask, schema);
  const step = steps[version];
  if (!step) return true;
  if (version === 0) await begin(ask, schema);
  await ask(step(schema));
  await ask(`INSERT INTO ${schema}.schema_version (version) VALUES ($1)`, [version + 1]);
  return version + 1 >= steps.length;
}

/** The schema may have been made for this role, which then needs no right to make one. */
async function begin(ask: Ask, schema: string): Promise<void> {
  const [there] = await ask('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!there) await ask(`CREATE SCHEMA ${schema}`);
  await ask(`CREATE TABLE IF NOT EXISTS ${schema}.schema_version (
    version integer PRIMARY KEY,
    made_at timestamptz NOT NULL DEFAULT now()
  )`);
  await ask(`COMMENT ON SCHEMA ${schema} IS 'The history that machines share, of API Balance.'`);
  await ask(`COMMENT ON TABLE ${schema}.schema_version IS 'The steps that made these tables.'`);
  await ask(`COMMENT ON COLUMN ${schema}.schema_version.version IS 'The newest is what the schema is now.'`);
  await ask(`COMMENT ON COLUMN ${schema}.schema_version.made_at IS 'When that step was made.'`);
}
