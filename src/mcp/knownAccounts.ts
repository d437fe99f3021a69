import type { WatchRecord } from '../core/checks/watchRecord';
import { snapshotOf } from '../core/checks/watchRecord';
import type { Config } from '../core/config/config';
import type { LatestReading } from '../core/history/latestReadings';
import type { ReadHistory } from '../core/history/readHistory';
import type { JudgedAccount } from '../core/model/account';
import type { AccountId } from '../core/model/accountId';
import { neverChecked, type Snapshot } from '../core/model/snapshot';
import type { Provider } from '../core/provider/provider';
import type { EpochMs } from '../core/time/epoch';
import type { TerminalSource } from '../core/views/terminalSource';
import { snapshotInHistory } from './snapshotInHistory';

/** One account, by the configuration, the history or both, and what is known of it. */
export interface KnownAccount {
  readonly id: AccountId;
  /** Of the configuration; else the id. */
  readonly label: string;
  /** A history does not know it. */
  readonly provider: Provider | null;
  /** It stands in the configuration; null where none was read. */
  readonly isConfigured: boolean | null;
  readonly judged: JudgedAccount;
  /** Where the configuration has its key: a file, a variable, or null: that of its provider. Absent where none tells. */
  readonly terminal?: TerminalSource;
  /** How often it is checked, by the configuration. */
  readonly intervalMs?: number;
  readonly snapshot: Snapshot;
}

export interface KnownOf {
  readonly config: Config | null;
  readonly providers: readonly Provider[];
  /** null where it cannot be read. */
  readonly history: Pick<ReadHistory, 'latest' | 'intervals'> | null;
  readonly records: ReadonlyMap<AccountId, WatchRecord>;
  readonly now: EpochMs;
}

/** Those of the configuration in its order, then those that only the history knows, or who keeps it. */
export function knownAccounts({ config, providers, history, records, now }: KnownOf): readonly KnownAccount[] {
  const latest = new Map((history?.latest() ?? []).map((one) => [one.account, one]));
  const snapshot = (id: AccountId): Snapshot => {
    const [read, record] = [latest.get(id), records.get(id)];
    // A record of another time than the history is of another file, or of one that was copied back.
    if (record?.reading && record.checkedAt !== null && isAsNew(record, read)) return snapshotOf(record);
    return read && history ? snapshotInHistory(read, history, now) : record ? snapshotOf(record) : neverChecked;
  };
  const configured = configuredAccounts(config, providers).map((one) => ({ ...one, snapshot: snapshot(one.id) }));
  const ids = new Set(configured.map(({ id }) => id));
  const checked = [...records].flatMap(([id, { checkedAt }]) => (checkedAt === null ? [] : [id]));
  const others = [...new Set([...latest.keys(), ...checked])].filter((id) => !ids.has(id)).sort();
  return [
    ...configured,
    ...others.map((id) => ({
      id,
      label: id,
      provider: null,
      isConfigured: config === null ? null : false,
      judged: { lowBalance: config?.lowBalance ?? {} },
      snapshot: snapshot(id),
    })),
  ];
}

function isAsNew({ reading, epoch }: WatchRecord, read: LatestReading | undefined): boolean {
  if (!read || !reading) return true;
  // History keeps whole seconds.
  return epoch >= read.epoch && Math.floor(reading.at / 1000) * 1000 >= read.reading.at;
}

/** Nothing is known of them by this alone. */
function configuredAccounts(config: Config | null, providers: readonly Provider[]): readonly Omit<KnownAccount, 'snapshot'>[] {
  if (config === null) return [];
  const { accounts, lowBalance, schedule } = config;
  return accounts.map(({ account }) => ({
    id: account.id,
    label: account.label,
    provider: providers.find(({ id }) => id === account.provider) ?? null,
    isConfigured: true,
    judged: { ...account, generalLowBalance: lowBalance },
    terminal: {
      writtenIn: 'configuration',
      variable: account.keyEnv ?? null,
      ...(account.keyFile === undefined ? {} : { file: account.keyFile }),
    },
    ...(schedule.everyMs === null ? {} : { intervalMs: schedule.everyMs }),
  }));
}
