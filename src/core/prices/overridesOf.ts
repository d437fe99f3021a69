import type { LoggedProvider } from '../usage/loggedCall';
import { loggedName } from '../usage/loggedName';
import { holdsAt } from './holdsAt';
import type { PaidBy, PricedCall } from './pricedCall';
import type { PriceOverride } from './priceOverride';

/** An override whose pattern is read once. */
export interface ReadOverride extends PriceOverride {
  readonly names: (model: string) => boolean;
}

export function readOverride(override: PriceOverride): ReadOverride {
  const pattern = override.of.model;
  return { ...override, names: pattern === undefined ? () => true : namedLike(pattern) };
}

function namedLike(pattern: string): (model: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 'is');
  return (model) => whole.test(model);
}

/** What all that meet the call say together: of two that say different things the later counts. The time is that of the prices. */
export type MeetingOverrides = Omit<PriceOverride, 'entry' | 'of' | 'unit'>;

interface Asked {
  readonly call: PricedCall;
  readonly unit: string;
  /** A provider of ours. */
  readonly provider: string | null;
  readonly paidBy: PaidBy;
}

/** One that names a currency says nothing of amounts in another. */
export function overridesOf(overrides: readonly ReadOverride[], { call, unit, provider, paidBy }: Asked): MeetingOverrides {
  const meeting = overrides.filter(
    ({ of, names, unit: inUnit, ...span }) =>
      holdsAt(span, call.at) &&
      (inUnit === undefined || inUnit === unit) &&
      (of.account === undefined || of.account === paidBy.account) &&
      (of.tool === undefined || of.tool === paidBy.tool) &&
      (of.provider === undefined || isNamed(of.provider, call.provider, provider)) &&
      (of.model === undefined || (call.model !== null && names(call.model))),
  );
  const { from = null, to = null } = meeting.findLast(({ prices }) => prices !== undefined) ?? {};
  return meeting.reduce<MeetingOverrides>((all, one) => ({ ...all, ...one, from, to }), { from, to });
}

function isNamed(name: string, logged: LoggedProvider | null, provider: string | null): boolean {
  const wanted = name.toLowerCase();
  return wanted === provider || wanted === loggedName(logged);
}
