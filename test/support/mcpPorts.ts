import type { WatchRecord } from '../../src/core/checks/watchRecord';
import { nothingKnown } from '../../src/core/checks/watchRecord';
import { readConfig } from '../../src/core/config/readConfig';
import type { ReadHistory } from '../../src/core/history/readHistory';
import type { AccountId } from '../../src/core/model/accountId';
import type { McpPorts } from '../../src/mcp/mcpPorts';
import * as providers from '../../src/providers';

const all = Object.values(providers);

export interface McpPortsOf {
  readonly history: ReadHistory;
  readonly now: number;
  /** Of a configuration: its accounts and whatever else it says; absent: the history alone was named. */
  readonly config?: object;
  readonly records?: ReadonlyMap<AccountId, WatchRecord>;
}

/** What the command line hands the server, without a way to ask anybody. */
export function mcpPorts({ history, now, config, records = new Map() }: McpPortsOf): McpPorts {
  const read = config === undefined ? null : readConfig(JSON.stringify(config), { providers: all, kinds: [] });
  if (read?.ok === false) throw new Error(read.reasons.join('\n'));
  return {
    now: () => now,
    timeZone: 'UTC',
    providers: all,
    readSources: () => ({ ok: true, sources: { config: read?.config ?? null, historyFile: 'history.sqlite' } }),
    lendHistory: async (_file, _now, work) => ({ ok: true, value: await work(history) }),
    watchRecords: () => records,
    turn: () => Promise.resolve(),
    check: null,
    onFault: (error) => {
      throw error;
    },
  };
}

export function recordOf(known: Partial<WatchRecord>): WatchRecord {
  return { ...nothingKnown, ...known };
}
