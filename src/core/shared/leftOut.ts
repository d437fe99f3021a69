/**
 * Checks that are not in a shared history, or not in this machine's, and why.
 * `unread`: a newer version put them into this machine's outbox. `unfit`: no database gives them back as they are.
 * `tooMany`: more waited than are kept. `unheard`: a newer version handed them on from another machine.
 */
export type LeftOut = 'unread' | 'unfit' | 'tooMany' | 'unheard';

export type TellLeftOut = (why: LeftOut, count: number) => void;
