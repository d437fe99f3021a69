import type { Account, Thresholds } from '../model/account';
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

/** A file that says all that a server does. */
export interface Config {
  readonly accounts: readonly ConfigAccount[];
  /** For accounts that say nothing else, over the defaults. */
  readonly lowBalance: Thresholds;
  readonly channels: readonly ConfigChannel[];
  /** A path; `{account}` in it stands for the id of each account. */
  readonly log: string | null;
  readonly schedule: { readonly everyMs: number | null; readonly summary: SummaryPace; readonly timeZone: string };
}

/** What is wrong, and where: a path of names and positions. */
export interface ConfigMistake {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export function secretPlaceOf(text: string): SecretPlace {
  return text.startsWith('env:') ? { kind: 'env', name: text.slice(4) } : { kind: 'file', name: text.slice(5) };
}
