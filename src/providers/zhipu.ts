import { dashboardProvider } from '../core/provider/provider';

/** Only an undocumented console endpoint reports it. */
export const zhipu = dashboardProvider({
  id: 'zhipu',
  name: 'Zhipu (BigModel)',
  loggedAs: ['zhipuai', 'bigmodel', 'open.bigmodel.cn'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://bigmodel.cn', billing: 'https://bigmodel.cn/finance/overview' },
});
