import { dashboardProvider } from '../core/provider/provider';

/**
 * What its admin API documents is the month's spend and limit of an organisation, for Enterprise plans: no balance.
 * @see https://github.com/mistralai/platform-docs-public/blob/main/openapi-public-doc.yaml GET /v1/admin/spend-limit
 */
export const mistral = dashboardProvider({
  id: 'mistral',
  name: 'Mistral',
  loggedAs: ['mistralai', 'api.mistral.ai'],
  reports: 'No balance endpoint; only an Enterprise admin key may read the month’s spend, which API Balance does not do yet',
  why: 'noEndpoint',
  links: { keys: 'https://console.mistral.ai/api-keys', billing: 'https://admin.mistral.ai' },
});
