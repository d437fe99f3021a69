/** What a tool answers: the same as data and as text that can be quoted; or in one sentence why it cannot, and what to do. */
export type Answer<T> =
  { readonly ok: true; readonly structured: T; readonly text: string } | { readonly ok: false; readonly reason: string };

/** What a call may want to know while it runs. */
export interface Call {
  readonly signal: AbortSignal;
  /** Tells the client how far it is, where that asked for it. */
  readonly onProgress: (done: number, of: number) => void;
}
