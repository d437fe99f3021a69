import { dashboardProvider } from '../core/provider/provider';

/** The account endpoint tells who one is, and nothing of money. */
export const replicate = dashboardProvider({
  id: 'replicate',
  name: 'Replicate',
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://replicate.com/account/api-tokens', billing: 'https://replicate.com/account/billing' },
});
