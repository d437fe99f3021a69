import * as z from 'zod';
import { BookingEntry } from './bookingEntry';
import { moneyFields, OverrideEntry, sayingFields } from './overrideEntry';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * The entries of {@link readUsageEntries} for editors that complete and check JSON. Whether a currency, a day or an account exists is
 * looked at by the program alone.
 * @public
 */
export function usageEntryJsonSchemas(): { readonly prices: Schema; readonly accounts: Schema } {
  return {
    prices: {
      ...schemaOf(OverrideEntry, ofOverrides),
      dependencies: Object.fromEntries(moneyFields.map((field) => [field, ['currency']])),
      anyOf: sayingFields.map((field) => ({ required: [field] })),
    },
    accounts: { ...schemaOf(BookingEntry, ofBookings), anyOf: [{ required: ['tool'] }, { required: ['host'] }] },
  };
}

function schemaOf(entry: z.ZodType, words: Words): Schema {
  const { $schema: _draft, ...schema } = z.toJSONSchema(entry, {
    target: 'draft-7',
    io: 'input',
    // A number or a text: each of its rules says something of one of the two alone.
    override: ({ jsonSchema }) => {
      if (jsonSchema.anyOf === undefined) return;
      Object.assign(jsonSchema, ...jsonSchema.anyOf, { type: ['number', 'string'] });
      delete jsonSchema.anyOf;
    },
  });
  return described(schema, words);
}

/** Beside the schema that the program reads with, which has no use for them. A field of a field has a dot before its name. */
type Words = Readonly<Record<string, Pick<Schema, 'description' | 'examples'>>>;

const ofOverrides: Words = {
  provider: { description: 'Calls of this provider: its id, its name in logs, or the host that was called.' },
  account: { description: 'Calls that this account pays for, by its id.' },
  tool: { description: 'Calls of this tool, by its id in `apiBalance.usage.tools`.', examples: ['claude-code'] },
  model: { description: 'Calls of this model as logged; `*` stands for any letters.', examples: ['kimi-*'] },
  from: { description: 'Calls from this day or time on.', examples: ['2026-11-01'] },
  to: { description: 'Calls before this day or time.', examples: ['2026-12-01'] },
  currency: { description: 'Which currency prices and fees are in.', examples: ['USD', 'CNY'] },
  prices: { description: 'For a million tokens.' },
  'prices.input': { description: 'Input that was in no cache.' },
  'prices.output': { description: 'Output, reasoning among it.' },
  'prices.cacheRead': { description: 'Input that was read from a cache.' },
  'prices.cacheWrite': { description: 'Input that was written to a cache.' },
  'prices.cacheWrite1h': { description: 'The same, where the cache keeps for an hour.' },
  perThousandSearches: { description: 'For a thousand searches on the web.' },
  perRequest: { description: 'For each request, beside its tokens.' },
  factor: { description: 'What prices are multiplied by: 0.8 for a discount of 20 %.', examples: [0.8] },
  peak: { description: 'false: no peak hours. true: peak hours of the provider count for `prices` too.' },
  alias: { description: 'The model whose prices are taken.' },
  priceAs: { description: 'The provider whose prices are taken, such as the one behind a gateway.' },
  use: { description: 'plan: a subscription covers them, so that nothing is added. ignore: they are not counted. pay: they cost money.' },
};

const ofBookings: Words = {
  tool: { description: 'The tool, by its id in `apiBalance.usage.tools`.', examples: ['claude-code'] },
  host: { description: 'The host that was called, or the provider as logs name it.', examples: ['api.example.com'] },
  account: { description: 'The id of the account that pays.' },
};

function described(schema: Schema, words: Words, before = ''): Schema {
  const { properties } = schema;
  if (properties === undefined) return schema;
  const fields = Object.entries(properties).map(([name, field]): readonly [string, z.core.JSONSchema._JSONSchema] => {
    const path = `${before}${name}`;
    return [name, typeof field === 'object' ? { ...words[path], ...described(field, words, `${path}.`) } : field];
  });
  return { ...schema, properties: Object.fromEntries(fields) };
}
