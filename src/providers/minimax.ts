import { dashboardProvider } from '../core/provider/provider';

/** Only the quota of a token plan is reported, to the keys of that plan. */
export const minimax = dashboardProvider({
  id: 'minimax',
  name: 'MiniMax',
  loggedAs: ['minimax-cn', 'api.minimax.io', 'api.minimaxi.com', 'api.minimax.chat'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://platform.minimax.io', billing: 'https://platform.minimax.io' },
});
