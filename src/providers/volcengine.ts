import { dashboardProvider } from '../core/provider/provider';

/** The balance is told to a signed request with an AccessKey alone, not to an API key. @see https://www.volcengine.com/docs/6269/100429 */
export const volcengine = dashboardProvider({
  id: 'volcengine',
  name: 'Volcengine Ark',
  loggedAs: ['doubao', 'ark.cn-beijing.volces.com'],
  reports: 'Balance for signed requests only; the dashboard shows it',
  why: 'signedOnly',
  links: { keys: 'https://console.volcengine.com/ark', billing: 'https://console.volcengine.com/finance' },
});
