import type { LoggedCall } from './loggedCall';

/** A call as it counts: no copy of another one. */
export interface CountedCall {
  /** The reader's id. */
  readonly tool: string;
  /** Its `project` is the folder's last name. */
  readonly call: LoggedCall<number>;
  /** Tells projects of one name apart. */
  readonly projectKey: number | null;
  /** Of something that has no log here: it may have been paid for before. */
  readonly mayBeCopy?: boolean;
}
