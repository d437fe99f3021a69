import type { Account } from '../../core/model/account';
import type { Outcome } from '../../core/model/outcome';
import type { Alert } from '../../core/checks/alerts';
import { balanceLogLines, type BalanceLogFault } from '../../core/notify/balanceLogLines';
import { alertMessage, summaryMessage } from '../../core/notify/summary';
import { summaryDue } from '../../core/notify/summaryDue';
import { showWarning } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { logFile, summaryPace } from '../editor/settings';
import { display, t } from '../editor/translation';
import type { Webhook } from './webhook';

/** Adds lines to a file; null where it worked. */
export type AppendLog = (file: string, lines: readonly string[]) => BalanceLogFault | null;

export interface CommitParts {
  readonly session: () => Session;
  readonly webhook: Webhook;
  readonly appendLog: AppendLog;
  readonly onFault: (error: unknown) => void;
}

/** What this window does with an answer it got: a line in the person's log, and a message for each alert. */
export function commitSteps({ session, webhook, appendLog, onFault }: CommitParts) {
  let complainedOf = '';
  const writeLog = (account: Account, outcome: Outcome): void => {
    const file = logFile();
    if (file === '') return;
    const fault = appendLog(file, balanceLogLines(account, outcome, Date.now()));
    const complaint = fault === null ? '' : `${file} ${fault}`;
    // Once, not with every check.
    if (complaint !== '' && complaint !== complainedOf) void showWarning(faultText(file, fault));
    complainedOf = complaint;
  };
  return {
    onCommitted: (account: Account, outcome: Outcome, alerts: readonly Alert[]): void => {
      writeLog(account, outcome);
      for (const alert of alerts) {
        const message = alertMessage(alert, session().facts(), display());
        if (message) webhook.add(message, Date.now()).catch(onFault);
      }
    },
    /** Of the window that watches. */
    onLead: async (now: number): Promise<void> => {
      const { watch, history } = session();
      const last = watch.time('summary');
      // The first one comes with the next hour or day, not at once.
      if (last === null || summaryDue(summaryPace(), last, now, history.timeZone)) watch.setTime('summary', now);
      if (last !== null && summaryDue(summaryPace(), last, now, history.timeZone)) {
        // Other windows may have asked while this one did.
        session().follow();
        await webhook.add(summaryMessage(session().facts(), display()), now);
      }
      await webhook.deliver(now);
    },
  };
}

function faultText(file: string, fault: ReturnType<AppendLog>): string {
  switch (fault) {
    case 'notAbsolute':
      return t('The balance log needs a whole path, and "{file}" is none. Checks go on without it.', { file });
    case 'notAFile':
      return t('The balance log "{file}" is not a file. Checks go on without it.', { file });
    case 'noRights':
      return t('There are no rights to write the balance log "{file}". Checks go on without it.', { file });
    case 'diskFull':
      return t('The disk is full, so the balance log "{file}" cannot be written. Checks go on without it.', { file });
    case 'notWritable':
    case null:
      return t('The balance log "{file}" cannot be written. Checks go on without it.', { file });
  }
}
