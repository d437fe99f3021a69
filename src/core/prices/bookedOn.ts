import type { LoggedProvider } from '../usage/loggedCall';
import { loggedName } from '../usage/loggedName';

/** On which account a person says that calls are booked. Both named: both must meet. */
export interface Booking {
  /** Its place in the person's list, from 0. */
  readonly entry?: number;
  readonly tool?: string;
  /** A host of an address, or a provider as tools log it; `not-logged` where they log none. */
  readonly host?: string;
  readonly account: string;
}

/** The account that a person names for a call; null where they name none. Of two that meet it the later counts. */
export function bookedOn(bookings: readonly Booking[], provider: LoggedProvider | null, tool: string): string | null {
  const name = loggedName(provider);
  const meeting = bookings.filter(
    (one) => (one.tool === undefined || one.tool === tool) && (one.host === undefined || one.host.toLowerCase() === name),
  );
  return meeting.at(-1)?.account ?? null;
}
