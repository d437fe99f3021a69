import type { Account } from '../model/account';
import type { Reading } from '../model/reading';
import type { WatchStore } from './watchStore';
import { placeKey } from './placeKey';
import { nothingKnown, type WatchRecord } from './watchRecord';
import type { AccountId } from '../model/accountId';

/** What this window has read of the store: the one truth of all windows, without asking the disk at every look. */
export class Known {
  #records: ReadonlyMap<AccountId, WatchRecord> = new Map();
  #revision: number | null = null;
  readonly #seeds = new Map<AccountId, WatchRecord>();
  /** What the first look found. */
  readonly #fromBefore = new WeakSet<WatchRecord>();

  constructor(
    private readonly store: Pick<WatchStore, 'changes'>,
    private readonly onChange: (accountId: AccountId, now: WatchRecord, before: WatchRecord | undefined) => void,
  ) {}

  /** Reads what was written since the last call, by this window or another. Cheap where nothing was. */
  follow(): void {
    const { revision, isAll, records } = this.store.changes(this.#revision);
    const before = this.#records;
    if (this.#revision === null) for (const record of records.values()) this.#fromBefore.add(record);
    this.#revision = revision;
    if (records.size === 0 && !isAll) return;
    this.#records = isAll ? records : new Map([...before, ...records]);
    const gone = isAll ? [...before.keys()].filter((id) => !records.has(id)) : [];
    for (const id of [...records.keys(), ...gone]) this.onChange(id, this.#records.get(id) ?? nothingKnown, before.get(id));
  }

  /** What is known of the account where it now points to. */
  recordOf(account: Account): WatchRecord {
    const record = this.#records.get(account.id) ?? nothingKnown;
    if (record.place === placeKey(account)) return record;
    // Of an account that was forgotten, or is another one by now, what history knows is not about it any more.
    return (isUntouched(record) ? this.#seeds.get(account.id) : undefined) ?? nothingKnown;
  }

  /** It was written before this window was opened. */
  isFromBefore(record: WatchRecord): boolean {
    return this.#fromBefore.has(record);
  }

  /** What history knows from before, to be shown with its age until the store knows more. */
  seed(accountId: AccountId, reading: Reading): void {
    const record = { ...nothingKnown, reading };
    this.#seeds.set(accountId, record);
    this.#fromBefore.add(record);
  }
}

/** The file may be a new one, in place of one that was damaged. */
function isUntouched({ place, epoch }: WatchRecord): boolean {
  return place === '' && epoch === 0;
}
