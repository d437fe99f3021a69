import { dashboardProvider } from '../core/provider/provider';

/** No endpoint reports a balance to an API key. */
export const groq = dashboardProvider({
  id: 'groq',
  name: 'Groq',
  loggedAs: ['api.groq.com'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://console.groq.com/keys', billing: 'https://console.groq.com/settings/billing' },
});
