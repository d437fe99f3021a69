import { statfsSync } from 'node:fs';

/** NFS, AFS, Coda, NCP, SMB, CIFS, SMB2, 9P (WSL), Ceph, FUSE (sshfs). @see https://man7.org/linux/man-pages/man2/statfs.2.html */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, 0x5346414f, 0x73757245, 0x564c, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x00c36400, 0x65735546,
]);

/** Processes on two machines share no memory, which a write-ahead log needs. @see https://www.sqlite.org/wal.html */
export function isOnNetwork(folder: string): boolean {
  if (process.platform === 'win32') return /^[\\/]{2}(?![?.])/.test(folder);
  return process.platform === 'linux' && networkTypes.has(statfsSync(folder).type);
}
