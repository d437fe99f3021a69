import { dashboardProvider } from '../core/provider/provider';

/** No endpoint reports a balance to an API key. */
export const gemini = dashboardProvider({
  id: 'gemini',
  name: 'Google Gemini',
  loggedAs: ['google', 'google-generative-ai', 'google-ai-studio', 'generativelanguage.googleapis.com'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://aistudio.google.com/apikey', billing: 'https://aistudio.google.com/usage' },
});
