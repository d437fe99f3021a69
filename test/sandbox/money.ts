import { z } from 'zod';
import { fromMicros, toMicros } from './decimal';

const amount = z.string().regex(/^-?\d+(\.\d{1,6})?$/);
const purse = z.strictObject({ unit: z.string(), paid: amount, granted: amount });

/**
 * What a key's account holds. Amounts are decimal strings in major units;
 * a wire format leaves out what it cannot say.
 */
export const moneySchema = purse
  .extend({
    /** Further units, where the format has a row for each. */
    also: z.array(purse).exactOptional(),
    /** False: the provider refuses calls, whatever the amounts. */
    available: z.boolean().exactOptional(),
    creditLine: amount.exactOptional(),
    pending: amount.exactOptional(),
    owed: amount.exactOptional(),
    cap: z.strictObject({ limit: amount, remaining: amount, resets: z.string().nullable() }).nullable().exactOptional(),
    spend: z.strictObject({ day: amount, week: amount, month: amount, total: amount }).exactOptional(),
    /** The key may read the account, not only itself. */
    managementKey: z.boolean().exactOptional(),
    /**
     * What the account's own endpoint says, where it is apart from the key's.
     * Default: `real` for management keys, else `forbidden`.
     */
    accountAnswer: z.enum(['real', 'zeros', 'forbidden']).exactOptional(),
    /**
     * The kind of key, where a provider has several with other rights: the wire says which words it knows. Default: one
     * that may ask everything.
     */
    keyKind: z.string().exactOptional(),
    /** What one provider alone knows of an account, such as the overage that a plan allows: the wire says which names it reads. */
    facts: z.record(z.string(), z.json()).exactOptional(),
    /** Granted money goes first, then paid money down to zero. In whole cents. */
    fallPerMinute: amount.exactOptional(),
  })
  .readonly();

export type Purse = Readonly<z.infer<typeof purse>>;
export type Money = z.infer<typeof moneySchema>;

const cent = 10_000n;

export function fallen(money: Money, elapsedMs: number): Money {
  if (money.fallPerMinute === undefined) return money;
  const granted = toMicros(money.granted);
  const paid = toMicros(money.paid);
  const exact = (toMicros(money.fallPerMinute) * BigInt(Math.max(0, Math.trunc(elapsedMs)))) / 60_000n;
  const drop = least((exact / cent) * cent, positive(granted) + positive(paid));
  const fromGranted = least(drop, positive(granted));
  const { cap, spend } = money;
  return {
    ...money,
    granted: fromMicros(granted - fromGranted),
    paid: fromMicros(paid - (drop - fromGranted)),
    ...(cap && { cap: { ...cap, remaining: fromMicros(positive(toMicros(cap.remaining) - drop)) } }),
    ...(spend && {
      spend: { day: more(spend.day), week: more(spend.week), month: more(spend.month), total: more(spend.total) },
    }),
  };

  function more(spent: string): string {
    return fromMicros(toMicros(spent) + drop);
  }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function positive(micros: bigint): bigint {
  return micros < 0n ? 0n : micros;
}
