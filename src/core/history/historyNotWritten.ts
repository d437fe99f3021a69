/** The disk is full, locked, read-only or gone: none of what was to be imported with one call is in the history. */
export class HistoryNotWritten extends Error {}
