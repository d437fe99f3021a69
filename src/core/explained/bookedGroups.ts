import type { Booking } from '../prices/bookedOn';
import type { FindMeant } from '../prices/meantSite';
import type { LoggedProvider } from '../usage/loggedCall';
import type { PlacedGroup } from './spendingGroups';

export interface BookedGroup extends PlacedGroup {
  /** Some of the calls that only name the provider may be another group's. */
  readonly isDivided: boolean;
}

/** Accounts that a person names for some calls stand by themselves: of these calls it is known who pays. */
export function bookedGroups(groups: readonly PlacedGroup[], bookings: readonly Booking[]): readonly BookedGroup[] {
  const named = new Set<string>(bookings.map(({ account }) => account));
  return groups.flatMap((group): readonly BookedGroup[] => {
    const [apart, rest] = [
      group.accounts.filter(({ account }) => named.has(account)),
      group.accounts.filter(({ account }) => !named.has(account)),
    ];
    const divided = [...(rest.length === 0 ? [] : [rest]), ...apart.map((account) => [account])];
    return divided.map((accounts) => ({ ...group, accounts, isDivided: divided.length > 1 }));
  });
}

/**
 * Whether a group pays for a call; null: it does not. What a model's name alone suggests is paid by no account, unless a person says so:
 * `unsaid` counts for nothing. `guess`: its provider says itself that money was spent, so that such a call may explain that.
 * @param booked the account that a person names for the call
 */
export function paysFor(
  { accounts, place, basis, isDivided }: BookedGroup,
  provider: LoggedProvider | null,
  booked: string | null,
  meant: FindMeant,
): 'certainly' | 'perhaps' | 'guess' | 'unsaid' | null {
  if (booked !== null) return accounts.some(({ account }) => account === booked) ? 'certainly' : null;
  if (provider === null) return null;
  const site = meant(provider);
  if (site?.provider !== place.provider) return null;
  if (site.site !== null && place.site !== null && site.site !== place.site) return null;
  if (provider.evidence === 'model') return basis === 'balance' ? 'unsaid' : 'guess';
  return isDivided ? 'perhaps' : 'certainly';
}
