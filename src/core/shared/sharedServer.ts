import type { SharedHosts } from './openedShared';
import { sharedAddress } from './sharedAddress';

/** `db.example.com:5432`, or several of them with commas: where a history is shared, without who asks. */
export function serverOf(hosts: SharedHosts): string {
  return hosts.map(({ origin }) => origin.replace('postgresql://', '')).join(',');
}

/** The same of what a person typed, such as without the port; null where it names no server. */
export function typedServer(text: string): string | null {
  const read = sharedAddress(`postgresql://user@${text.trim()}`);
  return read.ok && !/[@/?#]/.test(text) ? serverOf(read.hosts) : null;
}
