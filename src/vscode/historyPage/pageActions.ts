import type { HistoryStore } from '../../core/history/historyStore';
import type { ToHost } from '../../core/historyPage/pageMessages';
import { accountUnitOf } from '../../core/historyPage/shownLine';
import type { CommandId } from '../editor/ids';
import { actionCommand } from '../surfaces/errorAction';
import { exportLine, importReadings, savePicture } from './historyFiles';
import type { PageState } from './pageState';
import { exportStatement, printStatement } from './statementFiles';
import type { StatementPart } from './statementPart';

export interface PageActionParts {
  readonly store: HistoryStore;
  readonly run: (command: CommandId, target?: string) => Promise<void>;
  readonly statement: StatementPart;
}

/** What the page asks for, done. Resolves to what is looked at then; null where the page need not be told. */
export async function actOn(message: ToHost, state: PageState, { store, run, statement }: PageActionParts): Promise<PageState | null> {
  const { account, unit, of } = state.account;
  switch (message.kind) {
    case 'ready':
    case 'resized':
      return { ...state, pixels: message.pixels };
    case 'tab':
      return { ...state, tab: message.tab };
    case 'overview':
      return { ...state, overview: message.selection };
    case 'month':
      return { ...state, month: message.month };
    case 'exportStatement':
      await exportStatement(statement);
      return null;
    case 'printStatement':
      await printStatement(statement);
      return null;
    case 'open': {
      const { zoom: _, ...before } = state.account;
      return { ...state, tab: 'account', account: { ...before, account: message.account, unit: message.unit, of: '' } };
    }
    case 'select':
      return { ...state, account: { account: message.account, unit: message.unit, of: message.of, range: message.range } };
    case 'zoom':
      return { ...state, account: { ...state.account, zoom: message.span } };
    case 'note':
      // Of the account that was shown when it was written, not of the one that is shown by now.
      store.setNote({ ...accountUnitOf(message), at: message.at, text: message.text });
      return state;
    case 'export':
      if (account !== undefined && unit !== undefined && of !== undefined) await exportLine(store, { account, unit, of }, message.format);
      return null;
    case 'picture':
      await savePicture(message.base64);
      return null;
    case 'import':
      return (await importReadings(store)) ? state : null;
    case 'addAccount':
      await run('apiBalance.addAccount');
      return state;
    case 'check':
      await run('apiBalance.checkAccount', account);
      return state;
    case 'checkAll':
      await run('apiBalance.checkAll');
      return state;
    case 'act':
      await run(actionCommand(message.action), message.account);
      return state;
  }
}
