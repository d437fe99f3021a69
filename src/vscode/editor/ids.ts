/** Every command carries the prefix: two extensions that share an id fail to install together. */
export const commandIds = [
  'apiBalance.checkBalance',
  'apiBalance.checkBalanceOf',
  'apiBalance.checkAll',
  'apiBalance.checkAccount',
  'apiBalance.showOverview',
  'apiBalance.showExplained',
  'apiBalance.showStatement',
  'apiBalance.showHistory',
  'apiBalance.addAccount',
  'apiBalance.replaceKey',
  'apiBalance.renameAccount',
  'apiBalance.removeAccount',
  'apiBalance.pinAccount',
  'apiBalance.chooseStatusBarAccount',
  'apiBalance.changeThreshold',
  'apiBalance.enterBalance',
  'apiBalance.describeProvider',
  'apiBalance.testDefinition',
  'apiBalance.saveDefinition',
  'apiBalance.copyDefinition',
  'apiBalance.watchBalances',
  'apiBalance.setWebhook',
  'apiBalance.postSummary',
  'apiBalance.shareHistory',
  'apiBalance.chooseTools',
  'apiBalance.showPrices',
  'apiBalance.changePrices',
  'apiBalance.choosePayer',
  'apiBalance.hideAmounts',
  'apiBalance.showAmounts',
  'apiBalance.importKeys',
  'apiBalance.confirmOrigin',
  'apiBalance.editAccounts',
  'apiBalance.openBilling',
  'apiBalance.openKeys',
  'apiBalance.copyBalance',
  'apiBalance.showReceipt',
  'apiBalance.showReceiptJson',
  'apiBalance.copyReceipt',
  'apiBalance.copyReceiptJson',
  'apiBalance.openWalkthrough',
  'apiBalance.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

export const historyViewType = 'apiBalance.history';
export const viewId = 'apiBalance';
export const providersViewId = 'apiBalance.providers';
export const statusBarId = 'balance';
export const receiptScheme = 'api-balance';
export const section = 'apiBalance';
/** Of `package.json`'s conditions: whether there is an account. */
export const hasAccountsKey = 'apiBalance.hasAccounts';
/** `publisher.name#id`, as the editor names it. */
export const walkthroughId = 'api-balance.api-balance#start';
