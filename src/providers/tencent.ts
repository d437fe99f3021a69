import { dashboardProvider } from '../core/provider/provider';

/**
 * The balance is told to a signed request with a SecretKey alone, not to an API key. @see
 * https://www.tencentcloud.com/document/product/555/50284
 */
export const tencent = dashboardProvider({
  id: 'tencent',
  name: 'Tencent Hunyuan',
  reports: 'Balance for signed requests only; the dashboard shows it',
  why: 'signedOnly',
  links: { keys: 'https://console.cloud.tencent.com/hunyuan', billing: 'https://console.cloud.tencent.com/expense' },
});
