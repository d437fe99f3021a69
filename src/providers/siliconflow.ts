import { dashboardProvider } from '../core/provider/provider';

/** Its balance endpoint was retired, and answers HTTP 410. @see https://docs.siliconflow.cn/docs/release-notes/overview */
export const siliconflow = dashboardProvider({
  id: 'siliconflow',
  name: 'SiliconFlow',
  loggedAs: ['siliconflow-cn', 'api.siliconflow.cn', 'api.siliconflow.com'],
  reports: 'Its balance endpoint was retired; the dashboard shows it',
  why: 'retired',
  links: { keys: 'https://cloud.siliconflow.cn', billing: 'https://cloud.siliconflow.cn/me/bills' },
});
