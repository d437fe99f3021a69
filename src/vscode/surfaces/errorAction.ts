import * as vscode from 'vscode';
import type { ErrorAction } from '../../core/views/errorAction';
import type { CommandId } from '../editor/ids';
import { t } from '../editor/translation';

interface Offer {
  readonly command: CommandId;
  readonly icon: string;
  readonly title: () => string;
}

const openBilling: Offer = { command: 'apiBalance.openBilling', icon: 'credit-card', title: () => t('Open Billing') };
const checkAgain: Offer = { command: 'apiBalance.checkAccount', icon: 'refresh', title: () => t('Check Again') };
const showLog: Offer = { command: 'apiBalance.showLog', icon: 'output', title: () => t('Show Log') };

const offers: Readonly<Record<ErrorAction, Offer>> = {
  enterKey: { command: 'apiBalance.replaceKey', icon: 'key', title: () => t('Enter Key') },
  replaceKey: { command: 'apiBalance.replaceKey', icon: 'key', title: () => t('Replace Key') },
  openKeys: { command: 'apiBalance.openKeys', icon: 'key', title: () => t('Open Keys Page') },
  openBilling,
  seeDashboard: openBilling,
  checkAgain,
  checkAgainLater: checkAgain,
  checkNetwork: checkAgain,
  showLog,
  checkProxy: showLog,
  checkAddress: showLog,
  confirmOrigin: { command: 'apiBalance.confirmOrigin', icon: 'shield', title: () => t('Allow Host…') },
};

export interface ActionButton extends vscode.QuickInputButton {
  readonly command: CommandId;
}

export function actionCommand(action: ErrorAction): CommandId {
  return offers[action].command;
}

export function actionButton(action: ErrorAction): ActionButton {
  const { command, icon, title } = offers[action];
  return { command, iconPath: new vscode.ThemeIcon(icon), tooltip: title() };
}
