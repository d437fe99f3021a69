import { readHistoryFile } from './readHistoryFile';
import { readSpendDays, readSpendParts } from './readSpendDays';

/** What the command line reads of a history file. */
export const historyFileReads = { readings: readHistoryFile, spendDays: readSpendDays, spendParts: readSpendParts } as const;
