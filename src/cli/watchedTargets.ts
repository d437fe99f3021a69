import type { Prepared } from '../core/checks/askOnce';
import type { WatchRecord } from '../core/checks/watchRecord';
import type { Account, Thresholds } from '../core/model/account';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import { fetchTarget, missingKey } from '../core/provider/fetchReading';
import { hostOf } from '../core/provider/origin';
import type { KeyedProvider } from '../core/provider/provider';
import type { Checked } from '../core/views/checkReport';
import { fetchOf, isKeyed, terminalOf, type CheckTarget, type KeyedTarget, type Ports } from './checkTargets';

/** Tells one key of an account from another, and says nothing else of it. */
export type MarkOf = (account: AccountId, key: string) => string;

/** What a watch asks, with the keys of now: what is mounted as a file is replaced while a watch runs. */
export interface WatchedTargets {
  readonly accounts: readonly Account[];
  readonly providerOf: (account: Account) => KeyedProvider | undefined;
  readonly prepare: (account: Account) => Prepared;
  readonly hasNewKey: (account: Account, record: WatchRecord) => boolean;
  /** What this machine would be told if it asked, where it has no key to ask with; null where it has. */
  readonly missingKeyOf: (account: Account) => Outcome | null;
  readonly checkedOf: (account: Account, outcome: Outcome) => Checked | undefined;
}

export function watchedTargets(targets: readonly CheckTarget[], lowBalance: Thresholds, markOf: MarkOf, ports: Ports): WatchedTargets {
  const known = new Map(targets.filter(isKeyed).map((target) => [accountOf(target, lowBalance), target]));
  /** A file that cannot be read just then, or is empty, holds the key that it held. */
  const targetOf = (account: Account): KeyedTarget | undefined => {
    const target = known.get(account);
    const key = target?.readKey?.() ?? '';
    if (!target || key === '' || key === target.key) return target;
    const renewed = { ...target, key };
    known.set(account, renewed);
    return renewed;
  };
  const markNow = (account: Account, { key }: KeyedTarget): string | null => (key === '' ? null : markOf(account.id, key));
  return {
    accounts: [...known.keys()],
    providerOf: (account) => known.get(account)?.provider,
    prepare: (account) => {
      const target = targetOf(account);
      return target
        ? { ok: true, keyMark: markNow(account, target), fetch: (signal) => fetchOf(target, ports, signal) }
        : { ok: false, error: { kind: 'notSupported', host: hostOf(account.origin) } };
    },
    hasNewKey: (account, { keyMark }) => {
      const target = targetOf(account);
      return target !== undefined && target.key !== '' && markNow(account, target) !== keyMark;
    },
    missingKeyOf: (account) => {
      const target = targetOf(account);
      const error = target ? missingKey(fetchTarget(target.provider, target.account, target.key, target.secrets)) : null;
      return error && { ok: false, error };
    },
    checkedOf: (account, outcome) => {
      const target = known.get(account);
      if (!target) return undefined;
      const { provider, thresholds } = target;
      return { account: target.account, provider, terminal: terminalOf(target), outcome, ...(thresholds ? { thresholds } : {}) };
    },
  };
}

function accountOf({ account, provider, thresholds }: KeyedTarget, lowBalance: Thresholds): Account {
  return { ...account, provider: provider.id, lowBalance: thresholds ?? lowBalance };
}
