import * as z from 'zod';
import { accountStates } from '../model/accountState';
import { errorKinds } from '../model/providerError';
import { capOwners, capResets, partKinds, spendWindows } from '../model/reading';

/** A decimal as text, such as `"12.34"`, which no float has touched; null where it is not known, or hidden. */
export const Decimal = z.string().nullable();
const True = z.literal(true).exactOptional();

/** From where on an amount is low, and whether it is: one's own money alone counts. null: the amount is not known. */
const limit = { threshold: Decimal, low: z.boolean().nullable() };

const Balance = z
  .object({
    unit: z.string(),
    available: Decimal,
    parts: z.array(z.object({ kind: z.enum(partKinds), amount: Decimal }).readonly()).readonly(),
    /** Some of what was used is not taken off yet: no more than `available` is left. */
    atMost: True,
    bought: Decimal.exactOptional(),
    /** A decimal, or `unlimited`. */
    overage: Decimal.exactOptional(),
    /** When it was true. */
    at: z.string(),
    ...limit,
  })
  .readonly();

const Cap = z
  .object({
    unit: z.string(),
    limit: Decimal,
    remaining: Decimal,
    resets: z.enum(capResets),
    /** Absent: the key's own. */
    owner: z.enum(capOwners).exactOptional(),
    resetsAt: z.string().exactOptional(),
    ...limit,
  })
  .readonly();

const Spend = z
  .object({
    unit: z.string(),
    window: z.enum(spendWindows),
    amount: Decimal,
    /** More may have been spent. */
    atLeast: True,
  })
  .readonly();

const Estimate = z
  .object({
    unit: z.string(),
    amount: Decimal,
    /** On which side of the truth it may be. */
    atLeast: True,
    atMost: True,
    /** When the person entered the balance that it follows from. */
    enteredAt: z.string(),
    ...limit,
  })
  .readonly();

/**
 * An account as a program wants it, so that it reads no text of people. Times are ISO 8601 in UTC. Nothing that a provider wrote
 * is in it, and no key, address or secret.
 */
export const ExactAccount = z
  .object({
    id: z.string(),
    /** As the person named it, and nothing else: it may hold any mark. */
    label: z.string(),
    /** The provider's id. */
    provider: z.string(),
    /** `ok` where that is known now alone: of an account whose checks fail it is what the failure says. */
    state: z.enum(accountStates),
    /** When it was last asked, whatever came; null: never. */
    checkedAt: z.string().nullable(),
    /** When the amounts were true: of the oldest of them. null without amounts. */
    at: z.string().nullable(),
    /** Why the latest check told nothing, or not all. */
    error: z.enum(errorKinds).nullable(),
    failingSince: z.string().nullable(),
    /** The person hides amounts: those that are known are null as well. */
    amountsHidden: True,
    balances: z.array(Balance).readonly(),
    caps: z.array(Cap).readonly(),
    spend: z.array(Spend).readonly(),
    /** Where the person has entered a balance, since the provider reports none: what is left of it by our reckoning. */
    estimate: Estimate.nullable(),
  })
  .readonly();
export type ExactAccount = z.infer<typeof ExactAccount>;
