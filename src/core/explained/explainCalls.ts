import type { AccountId } from '../model/accountId';
import { unit, type Unit } from '../money/money';
import { bookedOn, type Booking } from '../prices/bookedOn';
import { listTables } from '../prices/listTables';
import type { FindMeant } from '../prices/meantSite';
import { ownTables } from '../prices/ownTables';
import { priceCall } from '../prices/priceCall';
import type { PriceOverride } from '../prices/priceOverride';
import { indexPrices } from '../prices/prices';
import type { EpochMs } from '../time/epoch';
import { beganAt } from '../usage/beganAt';
import type { CountedCall } from '../usage/countedCall';
import { bookedGroups, paysFor, type BookedCall } from './bookedGroups';
import { callsBetween, type MadeBetween } from './callsBetween';
import type { ExplainedGroup } from './explainedGroup';
import { explainGroup } from './explainGroup';
import type { KnownTime } from './knownTime';
import { modelPrices, type ModelPrice } from './modelPrices';
import { openPayer } from './openPayer';
import { paidElsewhere } from './paidElsewhere';
import { payersAsked, type AskedPayer } from './payersAsked';
import { remembered } from './priceIn';
import type { PlacedGroup } from './spendingGroups';
import { anyUnit, usageTotals, type UsageTotal } from './usageTotals';

const priceUnits: readonly Unit[] = [
  ...new Set(['USD', ...ownTables.flatMap(({ rows }) => rows.flatMap(({ tiers }) => Object.keys(tiers)))]),
].map((name) => unit(name));

export interface CallsToExplain {
  /** From `callsSince` on. */
  readonly calls: Iterable<CountedCall>;
  /** What was before counts in what it may explain alone. */
  readonly since: EpochMs;
  /** Each has a total, whether or not there are calls of it. */
  readonly tools: readonly string[];
  readonly groups: readonly PlacedGroup[];
  readonly meant: FindMeant;
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
  readonly known: KnownTime | null;
  readonly now: EpochMs;
}

export interface ExplainedCalls {
  readonly totals: ReadonlyMap<string, UsageTotal>;
  readonly groups: readonly ExplainedGroup[];
  readonly prices: readonly ModelPrice[];
  readonly payers: readonly AskedPayer[];
}

interface Time {
  readonly since: EpochMs;
  readonly at: EpochMs;
}

interface TakingGroup {
  readonly group: PlacedGroup;
  readonly calls: BookedCall[];
  /** When calls were made that it may have paid for, as far as anybody knows. */
  readonly unsaid: Time[];
}

/** What the calls of all tools come to, and what they account for of what was spent. */
export function explainCalls({ calls, since, tools, groups, meant, overrides, bookings, known, now }: CallsToExplain): ExplainedCalls {
  const prices = indexPrices({ own: ownTables, list: listTables, overrides, meant });
  const open = openPayer(meant, prices);
  const totals = new Map(tools.map((tool) => [tool, usageTotals(priceUnits)]));
  const [asked, models] = [payersAsked(priceUnits), modelPrices(priceUnits)];
  const all = groups.map((group): TakingGroup => ({ group, calls: [], unsaid: [] }));
  const providers = new Set(groups.map(({ place }) => place.provider));
  const isElsewhere = paidElsewhere(groups);
  const times: Time[] = [];
  for (const counted of calls) {
    const { tool, call } = counted;
    const time = { since: beganAt(call), at: call.at };
    times.push(time);
    const booked = bookedOn(bookings, call.provider, tool);
    const found = all.flatMap((one) => {
      const pays = paysFor(one.group, call, { booked, meant, open, providers });
      return pays === null ? [] : [{ ...one, pays }];
    });
    const isPaid = found.some(({ pays }) => pays === 'certainly');
    const concerned = isPaid ? found.filter(({ pays }) => pays !== 'unsaid') : found;
    const taking = concerned.filter(({ pays }) => pays !== 'unsaid');
    const priceIn = remembered((name) => {
      const account = booked ?? onlyAccount(taking, name);
      return priceCall(call, name, prices, account === null ? { tool } : { tool, account });
    });
    for (const { group, calls: taken, unsaid, pays } of concerned) {
      const price = priceIn(group.unit);
      if (pays !== 'unsaid')
        taken.push({
          ...{ counted, price, booked, isGuess: pays === 'guess' },
          isCertain:
            pays === 'certainly' &&
            counted.mayBeCopy !== true &&
            !taking.some((other) => isElsewhere(group, other.group, { ...time, booked })),
        });
      else if (price.kind !== 'plan' && price.kind !== 'ignored') unsaid.push(time);
    }
    if (call.at < since) continue;
    totals.get(tool)?.add(counted, priceIn);
    const isAsked =
      call.provider?.evidence === 'model' ||
      concerned.length > taking.length ||
      (booked !== null && open.isOpen(call)) ||
      priceIn(anyUnit).kind === 'plan';
    if (isAsked) asked.add(counted, booked, priceIn);
    models.add(counted, { priceIn, booked, paidIn: taking.map(({ group }) => group.unit) });
  }
  const made = callsBetween(times);
  const madeBetween: MadeBetween = (from, to) => (known === null || from < known.from || to > known.to ? null : made(from, to));
  return {
    totals: new Map([...totals].map(([tool, total]) => [tool, total.total()])),
    groups: all.flatMap(({ group, calls: taken, unsaid }) =>
      bookedGroups(group, taken).map((one) => explainGroup(one.group, one.calls, now, madeBetween, callsBetween(unsaid))),
    ),
    prices: models.all(),
    payers: asked.all(),
  };
}

/** Where there is one that pays, in this unit if there are any in it: what a person says of its prices counts. */
function onlyAccount(taking: readonly TakingGroup[], name: Unit): AccountId | null {
  const inUnit = taking.filter(({ group }) => group.unit === name);
  const paying = inUnit.length > 0 ? inUnit : taking;
  const accounts = new Set(paying.flatMap(({ group }) => group.accounts.map(({ account }) => account)));
  const [only = null] = accounts;
  return accounts.size === 1 ? only : null;
}
