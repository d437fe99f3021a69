import type { ReadSharedAddress } from './sharedAddress';
import type { MachineName } from './sharedEntry';
import type { SharedOutbox } from './sharedOutbox';
import type { SharedStore } from './sharedStore';

export type SharedHosts = Extract<ReadSharedAddress, { readonly ok: true }>['hosts'];

/** What a machine needs for it: its own outbox, and the way there, with a driver that is loaded when it is first needed. */
export interface OpenedShared {
  readonly outbox: SharedOutbox;
  readonly me: () => MachineName;
  readonly store: () => Promise<SharedStore>;
  readonly digest: (text: string) => string;
}
