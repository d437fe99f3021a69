import { dashboardProvider } from '../core/provider/provider';

/** No endpoint reports a balance to an API key. */
export const together = dashboardProvider({
  id: 'together',
  name: 'Together AI',
  loggedAs: ['togetherai', 'together-ai', 'api.together.xyz', 'api.together.ai'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://api.together.ai/settings/api-keys', billing: 'https://api.together.ai/settings/billing' },
});
