import type { Opened } from '../../core/shared/sharedStore';
import type { SharedAnswer } from '../../core/shared/sharedFault';
import { seen } from './machines';
import { migrate } from './migrate';
import { migrations, type Migration } from './migrations/migrations';
import type { ThisMachine } from './nameAccounts';
import { mayWrite, schemaState } from './schemaState';
import type { Call } from './sharedCalls';

/** Whatever the schema is, this program may use it afterwards, or the answer says why not. */
export async function openSchema(
  call: Call,
  schema: string,
  machine: ThisMachine,
  signal: AbortSignal | undefined,
  steps: readonly Migration[] = migrations,
): Promise<SharedAnswer<Opened>> {
  const found = await call((ask) => schemaState(ask, schema), { signal, isOpening: true });
  if (!found.ok) return found;
  const { version, isReadOnly } = found.value;
  if (version > steps.length) return { ok: false, fault: { kind: 'newer' } };
  if (version < steps.length) {
    if (isReadOnly) return { ok: false, fault: { kind: version === 0 ? 'readOnly' : 'older' } };
    const made = await migrate(call, schema, signal, steps);
    if (!made.ok) return made.fault.kind === 'noRights' && version > 0 ? { ok: false, fault: { kind: 'older' } } : made;
  }
  return call(
    async (ask) => {
      const canWrite = !isReadOnly && (await mayWrite(ask, schema));
      if (canWrite) await seen(ask, schema, machine);
      return { canWrite };
    },
    { signal },
  );
}
