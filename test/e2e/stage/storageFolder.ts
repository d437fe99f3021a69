import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CodeServer } from '../../workbench/startCodeServer';

/** Where the extension keeps what all windows share. */
export function storageFolder({ userDataDir }: Pick<CodeServer, 'userDataDir'>): string {
  return join(userDataDir, 'User', 'globalStorage', 'api-balance.api-balance');
}

/** What all windows know of an account, as it stands in their file; empty where that is not yet written. */
export function sharedRecord(folder: string, account: string): string {
  const db = new DatabaseSync(join(folder, 'watch.sqlite'), { readOnly: true, timeout: 1000 });
  try {
    return String(db.prepare('SELECT record FROM account WHERE id = ?').get(account)?.['record'] ?? '');
  } finally {
    db.close();
  }
}
