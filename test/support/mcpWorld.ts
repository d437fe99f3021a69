import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryRow } from '../../src/core/history/historyRow';
import { openHistory } from '../../src/node/history/openHistory';
import { day, past } from './historyRows';
import { recordRows } from './historyRows';
import { idOf } from './ids';

export interface McpWorld {
  readonly folder: string;
  readonly history: string;
  /** Writes a configuration of two accounts that keep a history in the folder; returns its path. */
  readonly config: (more?: object) => Promise<string>;
  /** Writes rows as checks of their times gave them. */
  readonly record: (rows: readonly HistoryRow[]) => void;
  readonly remove: () => Promise<void>;
}

/** A folder for a configuration, a file with a key, and a history. @param origin where the accounts would be asked */
export async function mcpWorld(origin: string, key: string): Promise<McpWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'api-balance-mcp-'));
  await writeFile(join(folder, 'key'), `${key}\n`);
  return {
    folder,
    history: join(folder, 'history.sqlite'),
    config: async (more = {}) => {
      const file = join(folder, 'balances.json');
      const account = { provider: 'deepseek', baseUrl: origin, key: `file:${join(folder, 'key')}` };
      const accounts = [
        { ...account, id: 'work', label: 'Team budget', lowBalance: { CNY: 25 } },
        { ...account, id: 'home', label: 'Home' },
      ];
      await writeFile(file, JSON.stringify({ accounts, history: { folder }, ...more }));
      return file;
    },
    record: (rows) => {
      for (const row of [...rows].sort((a, b) => a.reading.at - b.reading.at)) {
        const store = openHistory({ folder, now: () => row.reading.at });
        recordRows(store, [row]);
        store.close();
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Twenty days of one balance, two of its units a day, the last a minute ago. @param left by now */
export function twentyDays(account: string, unit: string, left: number, now: number): readonly HistoryRow[] {
  return Array.from({ length: 21 }, (_, back) => ({
    account: idOf(account),
    unit,
    reading: past(Math.floor(now / 1000) * 1000 - 60_000 - back * day, left + 2 * back, left + 2 * back - 1, 1),
  }));
}
