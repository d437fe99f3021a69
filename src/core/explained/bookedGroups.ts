import type { FindMeant } from '../prices/meantSite';
import type { LoggedCall } from '../usage/loggedCall';
import type { SpendingGroup } from './explainedGroup';
import type { GroupCall } from './groupCall';
import type { OpenPayer } from './openPayer';
import type { PlacedGroup } from './spendingGroups';

export interface BookedCall extends GroupCall {
  /** The account that a person names for it. */
  readonly booked: string | null;
}

interface BookedGroup {
  readonly group: SpendingGroup;
  readonly calls: readonly GroupCall[];
}

/**
 * Accounts that a person names for some of the calls stand by themselves: of these calls it is known who pays, and the others may be any
 * account's. One that is named for no call that was made stays with the rest.
 */
export function bookedGroups(group: SpendingGroup, calls: readonly BookedCall[]): readonly BookedGroup[] {
  const named = new Set(calls.map(({ booked }) => booked));
  const rest = group.accounts.filter(({ account }) => !named.has(account));
  const apart = group.accounts.filter(({ account }) => named.has(account)).map((account) => [account]);
  const divided = [...(rest.length === 0 ? [] : [rest]), ...apart];
  if (divided.length === 1) return [{ group, calls }];
  return divided.map((accounts) => ({
    group: { ...group, accounts },
    calls: calls.flatMap((call) => {
      if (call.booked === null) return [{ ...call, isCertain: false }];
      return accounts.some(({ account }) => account === call.booked) ? [call] : [];
    }),
  }));
}

export interface Paying {
  /** The account that a person names for the call. */
  readonly booked: string | null;
  readonly meant: FindMeant;
  readonly open: OpenPayer;
  /** Providers of which there are accounts. */
  readonly providers: ReadonlySet<string>;
}

/**
 * Whether a group pays for a call; null: it does not. What a model's name alone suggests, or of which nobody knows who was called, is paid
 * by no account, unless a person says so: `unsaid` counts for nothing. Nor does a call of one company's model where the settings name
 * another company's host: they may be newer than the call. `guess`: its provider says itself that money was spent, so that such a call may
 * explain that.
 */
export function paysFor(
  { accounts, place, basis, unit }: PlacedGroup,
  call: Pick<LoggedCall<number>, 'provider' | 'model'>,
  { booked, meant, open, providers }: Paying,
): 'certainly' | 'guess' | 'unsaid' | null {
  if (booked !== null) return accounts.some(({ account }) => account === booked) ? 'certainly' : null;
  const { provider } = call;
  const site = provider && meant(provider);
  const maker = provider?.evidence === 'host' && site && !open.mayBe(call, site.provider) ? open.makerOf(call) : null;
  const isDoubtful = maker !== null && providers.has(maker);
  if (isDoubtful && maker === place.provider) return 'unsaid';
  if (provider === null || site?.provider !== place.provider)
    return provider?.evidence !== 'model' && open.isOpen(call) && open.mayBe(call, place.provider) ? 'unsaid' : null;
  // A site that has one currency is paid in it.
  if (site.site !== null && (place.site === null ? site.unit !== null && site.unit !== unit : site.site !== place.site)) return null;
  if (isDoubtful) return 'unsaid';
  if (provider.evidence === 'model') return basis === 'balance' ? 'unsaid' : 'guess';
  return 'certainly';
}
