import type { WrittenTime } from './writtenTime';

/** Why a line of a log says nothing that can be believed. */
export type Unread =
  | 'noTime'
  | 'ambiguousDate'
  | 'noYear'
  | 'noTimeOfDay'
  | 'noZone'
  | 'noSuchTime'
  | 'future'
  | 'noAmount'
  | 'severalAmounts'
  | 'ambiguousAmount'
  | 'notABalance'
  | 'noUnit'
  | 'otherUnit'
  | 'otherCells'
  | 'noMatch'
  | 'tooLong';

/** What a line says, as it is written there. */
export interface WrittenLine {
  readonly time: WrittenTime;
  readonly amount: string;
  /** A code, a word or a sign; null: none. */
  readonly unit: string | null;
  /** The unit is three capitals that are no currency: `BTC 3.58` names a unit, `GPT 3.58` an account. */
  readonly mayBeName?: true;
  /** Which account it may be of, in small letters; empty: it names none. */
  readonly name: string;
  /** The name is an id that this program wrote. */
  readonly isOwn?: true;
  readonly paid?: string;
  readonly granted?: string;
}

export type FoundLine =
  | { readonly kind: 'written'; readonly line: WrittenLine }
  /** It tells of something else than a balance, and was never meant to. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unread'; readonly why: Unread };

export function unread(why: Unread): FoundLine {
  return { kind: 'unread', why };
}
