import { dashboardProvider } from '../core/provider/provider';

/** No endpoint reports a balance to an API key, and every probe costs money. */
export const perplexity = dashboardProvider({
  id: 'perplexity',
  name: 'Perplexity',
  loggedAs: ['api.perplexity.ai'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://www.perplexity.ai/account/api/keys', billing: 'https://www.perplexity.ai/account/api/billing' },
});
