import { hostname } from 'node:os';
import type { OpenedShared, SharedHosts } from '../../core/shared/openedShared';
import type { MachineName } from '../../core/shared/sharedEntry';
import { version } from '../../core/text/version';
import type { postgresSharedStore } from '../postgres/postgresSharedStore';
import { digest } from './digest';
import { openOutbox } from './openOutbox';

/** The bundle of the driver. */
interface Driver {
  readonly postgresSharedStore: typeof postgresSharedStore;
}

/** @param folder where the outbox is kept @param load is called when the database is first needed */
export function openShared(folder: string, hosts: SharedHosts, load: () => Promise<Driver>): OpenedShared {
  const outbox = openOutbox({ folder, now: Date.now });
  const me = (): MachineName => ({ id: outbox.machineId(), name: hostname() });
  const store: OpenedShared['store'] = async () => (await load()).postgresSharedStore({ hosts, machine: { ...me(), version } });
  return { outbox, me, store, digest };
}
