import { dashboardProvider } from '../core/provider/provider';

/** No endpoint reports a balance to an API key. */
export const cohere = dashboardProvider({
  id: 'cohere',
  name: 'Cohere',
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://dashboard.cohere.com/api-keys', billing: 'https://dashboard.cohere.com/billing' },
});
