import { dashboardProvider } from '../core/provider/provider';

/**
 * The balance is told to a signed request with an AccessKey alone, not to an API key. @see
 * https://help.aliyun.com/document_detail/472991.html
 */
export const alibaba = dashboardProvider({
  id: 'alibaba',
  name: 'Alibaba Bailian',
  loggedAs: ['alibaba-cn', 'dashscope', 'qwen'],
  reports: 'Balance for signed requests only; the dashboard shows it',
  why: 'signedOnly',
  links: { keys: 'https://bailian.console.aliyun.com', billing: 'https://bailian.console.aliyun.com' },
});
