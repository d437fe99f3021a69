import type { AccountEntry } from '../../core/accounts/accountEntry';
import { readAccountEntries, type ReadEntries } from '../../core/accounts/accountEntries';
import { generalThresholds } from '../../core/accounts/thresholds';
import type { AccountFacts } from '../../core/views/accountView';
import type { Checks } from '../../core/checks/checks';
import type { KeyedProvider, Provider } from '../../core/provider/provider';
import { accountsSetting, lowBalanceSetting, writeAccounts } from '../editor/settings';
import { t } from '../editor/translation';
import { asAccountId, type AccountId } from '../../core/model/accountId';

/** As it stood in the settings, whatever it was. */
export interface RemovedEntry {
  readonly entry: unknown;
  readonly position: number;
}

/** The accounts as the settings hold them now. Entries that cannot be read are kept as they stand. */
export class AccountsStore {
  constructor(readonly providers: readonly Provider[]) {}

  read(): ReadEntries {
    const { accounts, invalid } = readAccountEntries(accountsSetting(), this.providers, t);
    const generalLowBalance = generalThresholds(lowBalanceSetting());
    return { accounts: accounts.map((account) => ({ ...account, generalLowBalance })), invalid };
  }

  providerOf(providerId: string): KeyedProvider | undefined {
    const provider = this.providers.find(({ id }) => id === providerId);
    return provider?.kind === 'dashboard' ? undefined : provider;
  }

  facts(checks: Checks): readonly AccountFacts[] {
    return this.read().accounts.flatMap((account) => {
      const provider = this.providerOf(account.provider);
      return provider ? [{ account, provider, snapshot: checks.snapshot(account) }] : [];
    });
  }

  /** A free id: the provider's own, or with the next number. One that was given before is another account's past. */
  freeId(providerId: string, everKnown: Iterable<AccountId>): AccountId {
    const taken = new Set<unknown>([...entries().map(idOf), ...everKnown]);
    if (!taken.has(providerId)) return asAccountId(providerId);
    let number = 2;
    while (taken.has(`${providerId}-${number}`)) number += 1;
    return asAccountId(`${providerId}-${number}`);
  }

  async add(entry: AccountEntry): Promise<void> {
    await writeAccounts([...entries(), entry]);
  }

  async putBack({ entry, position }: RemovedEntry): Promise<void> {
    await writeAccounts(entries().toSpliced(position, 0, entry));
  }

  async change(accountId: AccountId, change: Partial<AccountEntry>): Promise<void> {
    await writeAccounts(
      entries().map((entry) => (idOf(entry) === accountId && typeof entry === 'object' ? { ...entry, ...change } : entry)),
    );
  }

  /** Takes the entry out and gives it back with its place, so that it can be put there again. */
  async remove(accountId: AccountId): Promise<RemovedEntry | undefined> {
    const all = entries();
    const position = all.findIndex((entry) => idOf(entry) === accountId);
    if (position < 0) return undefined;
    await writeAccounts(all.toSpliced(position, 1));
    return { entry: all[position], position };
  }
}

function entries(): readonly unknown[] {
  const setting = accountsSetting();
  return Array.isArray(setting) ? setting : [];
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry && 'provider' in entry ? entry.id : undefined;
}
