import type { ReadSharedAddress } from './sharedAddress';
import type { MachineName } from './sharedEntry';
import type { SharedOutbox } from './sharedOutbox';
import type { SharedStore } from './sharedStore';

export type SharedHosts = Extract<ReadSharedAddress, { readonly ok: true }>['hosts'];

/** The database of a history that machines share. */
export interface SharedSetup {
  readonly hosts: SharedHosts;
  /** Of authorities to trust beside the usual ones; it counts before the one that a connection string names. */
  readonly certificateFile: string | null;
}

/** What a machine needs for it: its own outbox, and the way there, with a driver that is loaded when it is first needed. */
export interface OpenedShared {
  readonly outbox: SharedOutbox;
  readonly me: () => MachineName;
  readonly store: () => Promise<SharedStore>;
  readonly digest: (text: string) => string;
}
