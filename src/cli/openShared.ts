import { hostname } from 'node:os';
import type { MachineName } from '../core/shared/sharedEntry';
import type { SharedStore } from '../core/shared/sharedStore';
import { version } from '../core/text/version';
import { digest } from '../node/shared/digest';
import { openOutbox } from '../node/shared/openOutbox';
import type { OpenShared } from './sharedSetup';

/** The driver is loaded when it is first needed. */
export const openShared: OpenShared = (folder, { hosts, certificateFile }) => {
  const outbox = openOutbox({ folder, now: Date.now });
  const me = (): MachineName => ({ id: outbox.machineId(), name: hostname() });
  const store = async (): Promise<SharedStore> =>
    (await import('./database')).postgresSharedStore({
      hosts,
      machine: { ...me(), version },
      ...(certificateFile === null ? {} : { caFile: certificateFile }),
    });
  return { outbox, me, store, digest };
};
