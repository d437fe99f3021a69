import { resolve } from 'node:path';
import type { AccountId } from '../core/model/accountId';
import type { BalanceLogFault } from '../core/notify/balanceLogLines';
import { complain } from './terminal';

/** Adds lines to a file with a whole path; null where it worked. */
export type AppendLog = (file: string, lines: readonly string[]) => BalanceLogFault | null;

export interface WatchLog {
  readonly write: (lines: readonly string[], account: AccountId) => void;
  /** One line about several accounts: into the file of each, or once into the one that all share. */
  readonly writeOfAll: (line: string, accounts: readonly AccountId[]) => void;
  readonly hasFailed: () => boolean;
}

/** Says once of a file that it cannot be written and why, not with every check. */
export function watchLog(named: string | null, append: AppendLog): WatchLog {
  let failed = false;
  const complainedOf = new Map<string, BalanceLogFault | null>();
  const add = (file: string, lines: readonly string[]): void => {
    const fault = append(resolve(file), lines);
    failed ||= fault !== null;
    if (fault !== null && fault !== complainedOf.get(file)) {
      complain(`The log cannot be written${logFaults[fault]}, so these lines are not in it. The checks go on.`);
    }
    complainedOf.set(file, fault);
  };
  return {
    write: (lines, account) => {
      if (named !== null) add(named.replaceAll(ofAccount, account), lines);
    },
    writeOfAll: (line, accounts) => {
      if (named === null) return;
      const files = named.includes(ofAccount) ? accounts.map((account) => named.replaceAll(ofAccount, account)) : [named];
      for (const file of files) add(file, [line]);
    },
    hasFailed: () => failed,
  };
}

/** In the name of the log: one file for each account. */
const ofAccount = '{account}';

const logFaults: Readonly<Record<BalanceLogFault, string>> = {
  notAbsolute: '',
  notWritable: '',
  notAFile: ', since it is a folder or a device and not a file',
  noRights: ', since this program has no rights to write there',
  diskFull: ', since the disk is full',
};
