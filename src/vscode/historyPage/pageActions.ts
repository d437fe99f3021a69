import type { HistorySelection } from '../../core/historyPage/historySelection';
import type { ToHost } from '../../core/historyPage/pageMessages';
import { accountUnitOf } from '../../core/historyPage/shownLine';
import type { AccountId } from '../../core/model/accountId';
import { unitNamed, type Micros, type Unit } from '../../core/money/money';
import { parseAmount } from '../../core/money/parseAmount';
import type { CommandId } from '../editor/ids';
import { actionCommand } from '../surfaces/errorAction';
import { exportPart, savePicture } from './historyFiles';
import { importFile, type ImportParts } from './importFile';
import { exportStatement, printStatement } from './statementFiles';
import type { StatementPart } from './statementPart';
import type { UsageLogs } from '../usage/usageLogs';

export interface PageActionParts extends ImportParts {
  readonly timeZone: string;
  readonly setThreshold: (account: AccountId, unit: Unit, amount: Micros) => Promise<void>;
  readonly run: (command: CommandId, target?: string) => Promise<void>;
  readonly statement: StatementPart;
  readonly logs: UsageLogs;
}

/** What the page asks for, done. Resolves to whether it is to be told; what is looked at may be something else by then. */
export async function act(message: ToHost, shown: Partial<HistorySelection>, parts: PageActionParts): Promise<boolean> {
  const { store, timeZone, setThreshold, run, statement, logs } = parts;
  const { account, unit, of } = shown;
  switch (message.kind) {
    case 'exportStatement':
      await exportStatement(statement);
      return false;
    case 'printStatement':
      await printStatement(statement);
      return false;
    case 'note':
      // Of the account that was shown when it was written, not of the one that is shown by now.
      store.setNote({ ...accountUnitOf(message), at: message.at, text: message.text });
      return true;
    case 'threshold': {
      const [named, amount] = [unitNamed(message.unit), parseAmount(message.amount)];
      if (named !== undefined && amount !== undefined && amount >= 0) await setThreshold(message.account, named, amount);
      return true;
    }
    case 'export':
      if (account !== undefined && unit !== undefined && of !== undefined)
        await exportPart(store, { account, unit, of }, message, timeZone);
      return false;
    case 'picture':
      await savePicture(message.base64);
      return false;
    case 'import':
      return importFile(parts, account);
    case 'addAccount':
      await run('apiBalance.addAccount');
      return true;
    case 'check':
      await run('apiBalance.checkAccount', account);
      return true;
    case 'checkAll':
      await run('apiBalance.checkAll');
      return true;
    case 'chooseTools':
      await run('apiBalance.chooseTools');
      return true;
    case 'readLogs':
      logs.read();
      return true;
    case 'stopReading':
      logs.stop();
      return false;
    case 'prices':
      await run('apiBalance.showPrices');
      return false;
    case 'payer':
      await run('apiBalance.choosePayer');
      return true;
    case 'act':
      await run(actionCommand(message.action), message.account);
      return true;
    case 'ready':
    case 'resized':
    case 'tab':
    case 'overview':
    case 'explained':
    case 'month':
    case 'open':
    case 'select':
    case 'zoom':
      return false;
  }
}
