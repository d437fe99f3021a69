import { dashboardProvider } from '../core/provider/provider';

/**
 * The balance is told to a signed request with an AccessKey alone, not to an API key. @see
 * https://intl.cloud.baidu.com/en/doc/Finance/s/Skhtyytwu-intl-en
 */
export const baidu = dashboardProvider({
  id: 'baidu',
  name: 'Baidu Qianfan',
  reports: 'Balance for signed requests only; the dashboard shows it',
  why: 'signedOnly',
  links: { keys: 'https://console.bce.baidu.com/qianfan', billing: 'https://console.bce.baidu.com/billing' },
});
