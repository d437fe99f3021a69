import * as z from 'zod';
import { currency } from '../money/money';
import { parseAmount } from '../money/parseAmount';
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
    const at = Date.parse(text);
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
  input: decimal.meta({ description: 'Input that was in no cache.' }),
  output: decimal.meta({ description: 'Output, reasoning among it.' }),
  cacheRead: decimal.optional().meta({ description: 'Input that was read from a cache.' }),
  cacheWrite: decimal.optional().meta({ description: 'Input that was written to a cache.' }),
  cacheWrite1h: decimal.optional().meta({ description: 'Input that was written to a cache that keeps for an hour.' }),
});

export const pricesFields: readonly string[] = Object.keys(Prices.shape);

const calls = {
  provider: name.optional().meta({ description: 'Calls of this provider: its id, its name in logs, or the host that was called.' }),
  account: name.optional().meta({ description: 'Calls that this account pays for, by its id.' }),
  tool: name.optional().meta({ description: 'Calls of this tool, by its id in `apiBalance.usage.tools`.', examples: ['claude-code'] }),
  model: name.optional().meta({ description: 'Calls of this model as logged; `*` stands for any letters.', examples: ['kimi-*'] }),
  from: moment.optional().meta({ description: 'Calls from this day or time on.', examples: ['2026-11-01'] }),
  to: moment.optional().meta({ description: 'Calls before this day or time.', examples: ['2026-12-01'] }),
};

const Shape = z.strictObject({
  ...calls,
  currency: unit.optional().meta({ description: 'Which currency prices and fees are in.', examples: ['USD', 'CNY'] }),
  prices: Prices.optional().meta({ description: 'For a million tokens.' }),
  perThousandSearches: decimal.optional().meta({ description: 'For a thousand searches on the web.' }),
  perRequest: decimal.optional().meta({ description: 'For each request, beside its tokens.' }),
  factor: decimal.optional().meta({ description: 'What prices are multiplied by: 0.8 for a discount of 20 %.', examples: [0.8] }),
  peak: z.boolean().optional().meta({ description: 'false: no peak hours. true: peak hours of the provider count for `prices` too.' }),
  alias: name.optional().meta({ description: 'The model whose prices are taken.' }),
  priceAs: name.optional().meta({ description: 'The provider whose prices are taken, such as the one behind a gateway.' }),
  use: z.enum(['pay', 'plan', 'ignore']).optional().meta({
    description: 'plan: a subscription covers them, so that nothing is added. ignore: they are not counted. pay: they cost money.',
  }),
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
