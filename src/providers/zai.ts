import { dashboardProvider } from '../core/provider/provider';

/** Only an undocumented console endpoint reports it. */
export const zai = dashboardProvider({
  id: 'zai',
  name: 'Z.ai',
  loggedAs: ['z-ai', 'z.ai', 'api.z.ai'],
  reports: 'No balance endpoint; the dashboard shows it',
  why: 'noEndpoint',
  links: { keys: 'https://z.ai/manage-apikey/apikey-list', billing: 'https://z.ai/manage-apikey/billing' },
});
