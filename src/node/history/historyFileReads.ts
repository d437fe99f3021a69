import { readHistoryFile } from './readHistoryFile';
import { readSpendDays } from './readSpendDays';

/** What the command line reads of a history file. */
export const historyFileReads = { readings: readHistoryFile, spendDays: readSpendDays } as const;
