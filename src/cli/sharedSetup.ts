import type { ConfigHistory } from '../core/config/config';
import { databaseFaultText } from '../core/provider/databaseAddress';
import { sharedAddress } from '../core/shared/sharedAddress';
import type { OpenedShared, SharedSetup } from '../core/shared/openedShared';
import { placeText } from './configChannels';
import { secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';

export type ReadShared = { readonly ok: true; readonly shared: SharedSetup | null } | { readonly ok: false; readonly reason: string };

export type OpenShared = (folder: string, setup: SharedSetup) => OpenedShared;

/** Where it is, for whoever looks a configuration over; the user and the password are not told. */
export function sharedPlaceText({ hosts, certificateFile }: SharedSetup): string {
  const places = hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
  const trust = certificateFile === null ? '' : `, whose certificate may be of an authority in ${certificateFile}`;
  return `${places}, database ${hosts[0].database}${trust}`;
}

/** Nothing of the connection string is in a reason: its password may be anywhere in it. */
export function sharedSetup({ postgres: place, certificateFile }: ConfigHistory, sources: KeySources): ReadShared {
  if (place === null) return { ok: true, shared: null };
  const connection = secretAt(place, sources);
  if (connection === '') return { ok: false, reason: `The shared history: ${placeText(place)} holds no connection string.` };
  const read = sharedAddress(connection);
  if (!read.ok) return { ok: false, reason: `The shared history, ${placeText(place)}: ${databaseFaultText(read.fault)}` };
  return { ok: true, shared: { hosts: read.hosts, certificateFile } };
}
