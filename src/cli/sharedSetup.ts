import type { ConfigHistory } from '../core/config/config';
import { databaseFaultText, type DatabaseAddress } from '../core/provider/databaseAddress';
import { sharedAddress } from '../core/shared/sharedAddress';
import type { OpenedShared, SharedHosts } from '../core/shared/openedShared';
import { placeText } from './configChannels';
import { secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';

export type ReadShared = { readonly ok: true; readonly shared: SharedHosts | null } | { readonly ok: false; readonly reason: string };

/** Of a connection that no TLS is asked for. */
export const inClear = 'not encrypted: it is on this machine';

export type OpenShared = (folder: string, hosts: SharedHosts) => OpenedShared;

/** Where it is, for whoever looks a configuration over; the user and the password are not told. */
export function sharedPlaceText(hosts: SharedHosts): string {
  const [{ database, rootCertificates }] = hosts;
  const trust = rootCertificates === undefined ? '' : `, whose certificate may be of an authority in ${rootCertificates}`;
  return `${hosts.map(hostText).join(', ')}, database ${database}${trust}`;
}

function hostText({ host, port, tls }: DatabaseAddress): string {
  return `${host}:${port}${tls ? '' : ` (${inClear})`}`;
}

/** Nothing of the connection string is in a reason: its password may be anywhere in it. */
export function sharedSetup({ postgres: place, certificateFile }: ConfigHistory, sources: KeySources): ReadShared {
  if (place === null) return { ok: true, shared: null };
  const connection = secretAt(place, sources);
  if (connection === '') return { ok: false, reason: `The shared history: ${placeText(place)} holds no connection string.` };
  const read = sharedAddress(connection, certificateFile);
  if (!read.ok) return { ok: false, reason: `The shared history, ${placeText(place)}: ${databaseFaultText(read.fault)}` };
  return { ok: true, shared: read.hosts };
}
