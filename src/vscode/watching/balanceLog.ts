import { balanceLogLines, type BalanceLogFault } from '../../core/notify/balanceLogLines';
import type { Account } from '../../core/model/account';
import type { Outcome } from '../../core/model/outcome';
import { showWarning } from '../editor/dialogs';
import { logFile } from '../editor/settings';
import { t } from '../editor/translation';

/** Adds lines to a file; null where it worked. */
export type AppendLog = (file: string, lines: readonly string[]) => BalanceLogFault | null;

/** The person's own log, where the settings name one: a line for each amount of each check. */
export function balanceLog(append: AppendLog): (account: Account, outcome: Outcome) => void {
  let complainedOf = '';
  return (account, outcome) => {
    const file = logFile();
    if (file === '') return;
    const fault = append(file, balanceLogLines(account, outcome, Date.now()));
    const complaint = fault === null ? '' : `${file} ${fault}`;
    // Once, not with every check.
    if (complaint !== '' && complaint !== complainedOf) void showWarning(faultText(file, fault));
    complainedOf = complaint;
  };
}

function faultText(file: string, fault: ReturnType<AppendLog>): string {
  switch (fault) {
    case 'notAbsolute':
      return t('The balance log needs a full path, and "{file}" is not one. Checks go on without it.', { file });
    case 'notAFile':
      return t('The balance log "{file}" is not a file. Checks go on without it.', { file });
    case 'noRights':
      return t('You have no permission to write the balance log "{file}". Checks go on without it.', { file });
    case 'diskFull':
      return t('The disk is full, so the balance log "{file}" cannot be written. Checks go on without it.', { file });
    case 'notWritable':
    case null:
      return t('The balance log "{file}" cannot be written. Checks go on without it.', { file });
  }
}
