import type { LoggedProvider } from './loggedCall';

/** Stands for the provider, in what a person says of calls too, where a log names none. */
const notLogged = 'not-logged';

/** As a person's entries name it, in small letters. */
export function loggedName(provider: LoggedProvider | null): string {
  return provider?.name.toLowerCase() ?? notLogged;
}
