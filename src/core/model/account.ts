import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { AccountId } from './accountId';
import type { Origin } from './origin';

/** One set of credentials at one site of a provider, as the person described it. Never holds a key. */
export interface Account {
  readonly id: AccountId;
  /** A provider's `id`. */
  readonly provider: string;
  readonly label: string;
  readonly site: string;
  /** The only origin this account's key may go to, such as `https://api.example.com`. */
  readonly origin: Origin;
  /** Under which path of it everything is, such as `/gateway`, for what a person hosts. */
  readonly basePath?: string;
  /** The path of the base URL that is not used, since the provider's own paths begin at the origin. */
  readonly droppedPath?: string;
  /** The team, organisation or project that is asked about, where a key may reach several. */
  readonly team?: string;
  /** The environment variable the key is read from, where the account says so; else it is in SecretStorage. */
  readonly keyEnv?: string;
  /** The file that holds the key, read each time, as containers hand secrets. */
  readonly keyFile?: string;
  /** From which amount on a balance is low, by unit, for every account that says nothing else. Absent: the defaults. */
  readonly generalLowBalance?: Thresholds;
  /** The account's own, over those. */
  readonly lowBalance: Thresholds;
  /** Minutes between timed checks of this account, over everyone's; 0 leaves it out. */
  readonly refreshMinutes?: number;
  /** Where and how the amount is found, for providers that the person describes. Never holds a key. */
  readonly definition?: unknown;
  /** What the person read on a dashboard, where the provider reports spend alone. */
  readonly estimate?: BalanceEntry;
  /** The unit whose balance stands for the account, where it is funded. */
  readonly pinnedUnit?: string;
}

/** What of an account its state hangs on. */
export type JudgedAccount = Pick<Account, 'generalLowBalance' | 'lowBalance' | 'pinnedUnit' | 'refreshMinutes'>;

/** A balance as the person typed it. It is theirs, never the provider's word. */
export interface BalanceEntry {
  readonly unit: Unit;
  readonly amount: Micros;
  readonly at: EpochMs;
  /** What the provider had reported as spent on that UTC day when it was typed; null where that is not known. */
  readonly spentThatDay: Micros | null;
}

export type Thresholds = Readonly<Record<string, Micros>>;
