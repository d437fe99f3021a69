import { dashboardProvider } from '../core/provider';

/**
 * Its admin API is for Enterprise plans, and its pages name the categories of its usage report but not the form of an
 * amount. A number read by guess is worse than none. @see https://docs.mistral.ai/admin/admin-api/usage-metrics
 */
export const mistral = dashboardProvider({
  id: 'mistral',
  name: 'Mistral',
  reports: 'No balance endpoint; usage reports of Enterprise plans are not documented in full',
  why: 'noEndpoint',
  links: { keys: 'https://console.mistral.ai/api-keys', billing: 'https://admin.mistral.ai' },
});
