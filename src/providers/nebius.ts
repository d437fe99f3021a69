import { dashboardProvider } from '../core/provider/provider';

/** Only rate-limit headers are reported. */
export const nebius = dashboardProvider({
  id: 'nebius',
  name: 'Nebius Token Factory',
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://tokenfactory.nebius.com', billing: 'https://tokenfactory.nebius.com' },
});
