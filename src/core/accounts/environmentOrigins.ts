import { isLoopback } from '../model/origin';

/** Names loopback origins that keys of the same environment may go to, such as a local sandbox. Blanks or commas between them. */
export const originsVariable = 'API_BALANCE_LOCAL_ORIGINS';

/** Whoever sets a key variable may name, beside it, servers of their own machine that the key may go to; no other host. */
export function allowedByEnvironment(origin: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  const named = (environment[originsVariable] ?? '').split(/[\s,]+/);
  return named.includes(origin) && URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}
