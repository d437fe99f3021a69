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
      ...schemaOf(OverrideEntry),
      dependencies: Object.fromEntries(moneyFields.map((field) => [field, ['currency']])),
      anyOf: sayingFields.map((field) => ({ required: [field] })),
    },
    accounts: { ...schemaOf(BookingEntry), anyOf: [{ required: ['tool'] }, { required: ['host'] }] },
  };
}

function schemaOf(entry: z.ZodType): Schema {
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
  return schema;
}
