import type { Account, Thresholds } from '../model/account';
import type { ListenAddress } from '../metrics/listenAddress';
import type { Booking } from '../prices/bookedOn';
import type { PriceOverride } from '../prices/priceOverride';
import type { ChannelKind } from '../notify/channelKind';
import type { SummaryPace } from '../notify/summaryTurn';

/** Where a secret is: the file that names it never holds it. */
export interface SecretPlace {
  readonly kind: 'env' | 'file';
  readonly name: string;
}

export interface ConfigAccount {
  readonly account: Account;
  /** Further secrets of a description, by their names in it. */
  readonly secrets: Readonly<Record<string, SecretPlace>>;
}

export interface ConfigChannel {
  readonly id: string;
  /** null: the address tells. */
  readonly kind: ChannelKind | null;
  readonly url: SecretPlace;
  /** What the service wants beside the address: secrets by their places, all else as it is. */
  readonly fields: Readonly<Record<string, SecretPlace | string>>;
  readonly posts: readonly ('alerts' | 'summaries')[];
}

/** Where what was checked is kept, so that a restart goes on where it was; without a folder all is in memory. */
export interface ConfigHistory {
  /** A whole path. */
  readonly folder: string | null;
  /** Days after which readings are deleted; 0 keeps all. */
  readonly keepDays: number;
  /** Where the connection string is of a database that machines share; null: none. */
  readonly postgres: SecretPlace | null;
  /** A whole path of certificates (PEM) that are trusted there beside those of the system. */
  readonly certificateFile: string | null;
}

/** Where figures for Prometheus go. */
export interface ConfigMetrics {
  /** A whole path, for the textfile collector of node_exporter. */
  readonly file: string | null;
  /** Where "watch" lets it read. */
  readonly listen: ListenAddress | null;
}

/** What is so about prices, and which account pays for what, where logs of tools are read. */
export interface ConfigUsage {
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
}

/** A file that says all that a server does. */
export interface Config {
  readonly accounts: readonly ConfigAccount[];
  /** For accounts that say nothing else, over the defaults. */
  readonly lowBalance: Thresholds;
  readonly channels: readonly ConfigChannel[];
  /** A path; `{account}` in it stands for the id of each account. */
  readonly log: string | null;
  readonly history: ConfigHistory;
  readonly metrics: ConfigMetrics;
  readonly usage: ConfigUsage;
  readonly schedule: { readonly everyMs: number | null; readonly summary: SummaryPace; readonly timeZone: string };
}

export function secretPlaceOf(text: string): SecretPlace {
  return text.startsWith('env:') ? { kind: 'env', name: text.slice(4) } : { kind: 'file', name: text.slice(5) };
}
