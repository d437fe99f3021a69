import type { DatabaseAddress } from '../../core/provider/databaseAddress';
import type { SharedAnswer } from '../../core/shared/sharedFault';
import type { HandedOn, SharedStore } from '../../core/shared/sharedStore';
import { entriesPage, isKept } from './entriesPage';
import { handOnBatch, sortedOut, type KeyedEntry } from './handOn';
import { claim, keep, release } from './leases';
import { machines, seen } from './machines';
import { messageDone, putMessages, takeMessages } from './messages';
import { migrations, type Migration } from './migrations/migrations';
import { isSchemaName, usualSchema } from './migrations/names';
import { monthsOf } from './months';
import type { ThisMachine } from './nameAccounts';
import { openSchema } from './openSchema';
import { positionOf } from './positions';
import { records } from './records';
import { schemaVersion } from './schemaState';
import { sharedCalls } from './sharedCalls';
import type { Ask } from './sharedConnection';
import { sharedConnections } from './sharedConnections';
import { FoundFault } from './sharedFaults';
import { sharedLimits, type SharedLimits } from './sharedLimits';

export interface SharedStoreOptions {
  /** As `sharedAddress` reads them: of several, the one that may be written to is asked. */
  readonly hosts: readonly DatabaseAddress[];
  readonly machine: ThisMachine;
  readonly schema?: string;
  readonly limits?: SharedLimits;
  /** What an `unexpected` fault stands for, to be logged: a fault of ours may be behind it. */
  readonly onFault?: (error: unknown) => void;
  /** Of another version than this one. */
  readonly steps?: readonly Migration[];
}

/** So many checks in one transaction: enough that the way there does not count, and few enough for the time limit. */
const batchSize = 500;

export function postgresSharedStore({
  hosts,
  machine,
  schema = usualSchema,
  limits = sharedLimits,
  onFault = () => undefined,
  steps = migrations,
}: SharedStoreOptions): SharedStore {
  if (!isSchemaName(schema)) throw new TypeError('A schema has a short name of small letters, digits and _');
  const months = monthsOf(schema);
  // Another machine may have brought the schema up while this one ran.
  const ready = async (ask: Ask): Promise<void> => {
    if ((await schemaVersion(ask, schema)) > steps.length) throw new FoundFault({ kind: 'newer' });
  };
  const { call, close } = sharedCalls(sharedConnections(hosts, limits), limits, ready, onFault);

  return {
    open: (signal) => openSchema(call, schema, machine, signal, steps),
    handOn: async (entries, signal): Promise<SharedAnswer<HandedOn>> => {
      const { fit, unfit } = sortedOut(entries);
      let [added, receipt]: [number, string | null] = [0, null];
      for (const batch of batchesOf(fit)) {
        const times = batch.map(({ entry }) => entry.at);
        const fault = await months.make(call, times, signal);
        if (fault) return { ok: false, fault };
        const done = await call((ask) => handOnBatch(ask, schema, machine, batch), { signal });
        if (!done.ok) return done;
        added += done.value.added;
        receipt = done.value.receipt ?? receipt;
      }
      return { ok: true, value: { added, unfit, receipt } };
    },
    isKept: (receipt, signal) => call((ask) => isKept(ask, schema, positionOf(receipt)), { signal }),
    entriesSince: (cursor, most, signal) => call((ask) => entriesPage(ask, schema, machine.id, cursor, most), { signal }),
    claim: (of, forMs, signal) => call((ask) => claim(ask, schema, machine, of, forMs), { signal }),
    keep: (lease, answer, signal) => call((ask) => keep(ask, schema, machine, lease, answer), { signal }),
    release: (lease, signal) => call((ask) => release(ask, schema, machine, lease), { signal }),
    records: (cursor, signal) => call((ask) => records(ask, schema, machine.id, cursor), { signal }),
    putMessages: (messages, signal) => call((ask) => putMessages(ask, schema, machine, messages), { signal }),
    takeMessages: (channels, hold, signal) => call((ask) => takeMessages(ask, schema, machine, channels, hold), { signal }),
    messageDone: (id, how, signal) => call((ask) => messageDone(ask, schema, machine, id, how), { signal }),
    machines: (signal) => call((ask) => machines(ask, schema), { signal }),
    seen: (signal) => call((ask) => seen(ask, schema, machine), { signal }),
    close,
  };
}

function batchesOf(entries: readonly KeyedEntry[]): readonly (readonly KeyedEntry[])[] {
  return Array.from({ length: Math.ceil(entries.length / batchSize) }, (_, n) => entries.slice(n * batchSize, (n + 1) * batchSize));
}
