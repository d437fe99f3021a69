/** Every command carries the prefix: two extensions that share an id fail to install together. */
export const commandIds = [
  'apiBalance.checkBalance',
  'apiBalance.checkBalanceOf',
  'apiBalance.checkAll',
  'apiBalance.checkAccount',
  'apiBalance.showOverview',
  'apiBalance.showStatement',
  'apiBalance.showHistory',
  'apiBalance.addAccount',
  'apiBalance.replaceKey',
  'apiBalance.renameAccount',
  'apiBalance.removeAccount',
  'apiBalance.pinAccount',
  'apiBalance.changeThreshold',
  'apiBalance.enterBalance',
  'apiBalance.describeProvider',
  'apiBalance.testDefinition',
  'apiBalance.saveDefinition',
  'apiBalance.copyDefinition',
  'apiBalance.watchBalances',
  'apiBalance.setWebhook',
  'apiBalance.postSummary',
  'apiBalance.importKeys',
  'apiBalance.confirmOrigin',
  'apiBalance.editAccounts',
  'apiBalance.openBilling',
  'apiBalance.openKeys',
  'apiBalance.copyBalance',
  'apiBalance.showReceipt',
  'apiBalance.showReceiptJson',
  'apiBalance.copyReceipt',
  'apiBalance.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

export const historyViewType = 'apiBalance.history';
export const viewId = 'apiBalance';
export const statusBarId = 'balance';
export const receiptScheme = 'api-balance';
export const section = 'apiBalance';
