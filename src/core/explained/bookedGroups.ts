import type { Booking } from '../prices/bookedOn';
import type { FindMeant } from '../prices/meantSite';
import type { LoggedCall } from '../usage/loggedCall';
import type { OpenPayer } from './openPayer';
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

export interface Paying {
  /** The account that a person names for the call. */
  readonly booked: string | null;
  readonly meant: FindMeant;
  readonly open: OpenPayer;
}

/**
 * Whether a group pays for a call; null: it does not. What a model's name alone suggests, or of which nobody knows who was called, is paid
 * by no account, unless a person says so: `unsaid` counts for nothing. `guess`: its provider says itself that money was spent, so that such
 * a call may explain that.
 */
export function paysFor(
  { accounts, place, basis, isDivided }: BookedGroup,
  call: Pick<LoggedCall<number>, 'provider' | 'model'>,
  { booked, meant, open }: Paying,
): 'certainly' | 'perhaps' | 'guess' | 'unsaid' | null {
  if (booked !== null) return accounts.some(({ account }) => account === booked) ? 'certainly' : null;
  const { provider } = call;
  const site = provider && meant(provider);
  if (provider === null || site?.provider !== place.provider)
    return provider?.evidence !== 'model' && open.isOpen(call) && open.mayBe(call, place.provider) ? 'unsaid' : null;
  if (site.site !== null && place.site !== null && site.site !== place.site) return null;
  if (provider.evidence === 'model') return basis === 'balance' ? 'unsaid' : 'guess';
  return isDivided ? 'perhaps' : 'certainly';
}
