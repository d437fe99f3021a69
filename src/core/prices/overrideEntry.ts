import * as z from 'zod';
import { currency } from '../money/money';
import { parseAmount } from '../money/parseAmount';
import { dayOfDate } from '../time/dayStart';
import { aHostAlone } from './bookingEntry';
import type { PriceOverride } from './priceOverride';
import type { TokenPrices } from './priceTable';

const largestDecimal = 1_000_000_000;
const wrongDecimal = 'must be a number such as 0.8, not below 0 and without a currency';
const wrongMoment = 'must be a day such as 2026-11-01, which begins in UTC, or a time with its zone such as 2026-11-01T00:00:00+08:00';

/** Numbers or text, of which the digits count: `0.8` or `"0.003625"`. */
const decimal = z
  .union([z.number().min(0, wrongDecimal).max(largestDecimal, wrongDecimal), z.string().regex(/^\d{1,9}(\.\d+)?$/, wrongDecimal)], {
    error: wrongDecimal,
  })
  .transform((value, context) => {
    const amount = parseAmount(String(value));
    if (amount !== undefined) return amount;
    context.addIssue(wrongDecimal);
    return z.NEVER;
  });

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/, { error: wrongMoment, abort: true })
  .transform((text, context) => {
    // Some engines take 31 February for 3 March.
    const at = dayOfDate(text.slice(0, 10)) === undefined ? NaN : Date.parse(text);
    if (!Number.isNaN(at)) return at;
    context.addIssue(wrongMoment);
    return z.NEVER;
  });

const unit = z.string().transform((text, context) => {
  const code = currency(text);
  if (code !== undefined) return code;
  context.addIssue('must be the code of a currency, such as USD');
  return z.NEVER;
});

const name = z.string().trim().regex(/\S/, 'must be a name');

/** Prices for a million tokens, by what vendors call them. */
const Prices = z.strictObject({
  input: decimal,
  output: decimal,
  cacheRead: decimal.optional(),
  cacheWrite: decimal.optional(),
  cacheWrite1h: decimal.optional(),
});

export const pricesFields: readonly string[] = Object.keys(Prices.shape);

const calls = {
  // Names of providers may have a colon in them; an address has more.
  provider: z
    .string()
    .trim()
    .regex(/^(?!.*(\/\/|:\d+\s*$|\..*\/|\*)).*\S/, aHostAlone)
    .optional(),
  account: name.optional(),
  tool: name.optional(),
  model: name.optional(),
  from: moment.optional(),
  to: moment.optional(),
};

const Shape = z.strictObject({
  ...calls,
  currency: unit.optional(),
  prices: Prices.optional(),
  perThousandSearches: decimal.optional(),
  perRequest: decimal.optional(),
  factor: decimal.optional(),
  peak: z.boolean().optional(),
  alias: name.optional(),
  priceAs: name.optional(),
  use: z.enum(['pay', 'plan', 'ignore']).optional(),
});

export const overrideFields: readonly string[] = Object.keys(Shape.shape);

/** Those of which an entry must have one. */
export const sayingFields: readonly string[] = overrideFields.filter((field) => !(field in calls) && field !== 'currency');

/** Those that are in a currency. */
export const moneyFields = ['prices', 'perThousandSearches', 'perRequest'] as const satisfies readonly (keyof typeof Shape.shape)[];

/** One entry of the setting: some calls, and what is so about their prices. `plan` is covered by a subscription. */
export const OverrideEntry = Shape.refine(
  (entry) => entry.currency !== undefined || moneyFields.every((field) => entry[field] === undefined),
  {
    path: ['currency'],
    error: 'must say which currency prices and fees are in',
  },
)
  .refine((entry) => Object.keys(entry).some((key) => sayingFields.includes(key)), {
    error: 'says of which calls, and nothing about them: add prices, factor, peak, alias, priceAs or use',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, { path: ['to'], error: 'must be after from' })
  .transform(overrideOf);

type Entry = z.output<typeof Shape>;

function overrideOf({ provider, account, tool, model, currency: unitOf, prices, ...entry }: Entry): PriceOverride {
  const { perThousandSearches, perRequest, factor, peak, alias, priceAs, use } = entry;
  return {
    of: {
      ...(provider === undefined ? {} : { provider }),
      ...(account === undefined ? {} : { account }),
      ...(tool === undefined ? {} : { tool }),
      ...(model === undefined ? {} : { model }),
    },
    from: entry.from ?? null,
    to: entry.to ?? null,
    ...(unitOf === undefined ? {} : { unit: unitOf }),
    ...(prices === undefined ? {} : { prices: tokenPrices(prices) }),
    ...(perThousandSearches === undefined ? {} : { perThousandSearches }),
    ...(perRequest === undefined ? {} : { perRequest }),
    ...(factor === undefined ? {} : { factor }),
    ...(peak === undefined ? {} : { peak }),
    ...(alias === undefined ? {} : { alias }),
    ...(priceAs === undefined ? {} : { priceAs }),
    ...(use === undefined ? {} : { use }),
  };
}

function tokenPrices({ input, output, cacheRead, cacheWrite, cacheWrite1h }: z.output<typeof Prices>): TokenPrices {
  return {
    miss: input,
    out: output,
    ...(cacheRead === undefined ? {} : { hit: cacheRead }),
    ...(cacheWrite === undefined ? {} : { write5m: cacheWrite }),
    ...(cacheWrite1h === undefined ? {} : { write1h: cacheWrite1h }),
  };
}
