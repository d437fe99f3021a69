import * as z from 'zod';
import { looksLikeKey } from '../text/looksLikeKey';
import { amountsByUnit } from './amountsByUnit';
import { estimateEntry } from './balanceEntry';
import { allowedMinutes, mostMinutes, leastMinutes } from './refreshInterval';
import { asAccountId } from '../model/accountId';

const notAKey = z.string().refine((text) => !looksLikeKey(text));

const fields = {
  // A key pasted here would stand on every surface.
  id: notAKey
    .regex(/^(?![sS][kK][-_])[A-Za-z0-9][\w.-]{0,63}$/)
    .meta({ description: 'A name that never changes: the key is stored under it.' }),
  provider: z.string().meta({ description: 'The provider of the account.' }),
  label: notAKey.optional().meta({ description: 'The name shown for the account.' }),
  site: z.string().optional().meta({
    description: 'The site where the key was created, for providers with several. It decides the currency where answers name none.',
  }),
  baseUrl: z
    .string()
    .optional()
    .meta({
      description:
        'Another address to ask: that of a gateway you host, with its path, or of a mirror, where only the host counts. ' +
        'The key is sent there only after you allow it.',
    }),
  key: z
    .string()
    .regex(/^(env:[A-Za-z_]\w*|file:.+)$/)
    .refine((text) => text.startsWith('file:') || !looksLikeKey(text))
    .optional()
    .meta({
      description: '"env:NAME" reads the key from an environment variable, "file:PATH" from a file, at every check.',
      examples: ['env:MY_API_KEY', 'file:/run/secrets/my-key'],
      patternErrorMessage: 'Only "env:NAME" or "file:PATH" can be entered here. A key does not belong in settings.',
    }),
  team: z.string().optional().meta({ description: 'The team, organisation or account to ask about, where a key has access to several.' }),
  lowBalance: amountsByUnit.optional().meta({
    description:
      'The amount at or under which the balance counts as low, by unit, such as { "USD": 5 }. ' +
      'Other units use the setting apiBalance.lowBalance.',
    examples: [{ USD: 5 }],
  }),
  unit: z.string().optional().meta({ description: 'The balance to show first where the provider reports several, such as "CNY".' }),
};

/** As an account is read: a mistake in one of these three has words of its own, or none. */
export const readable = z.object({
  ...fields,
  id: fields.id.transform(asAccountId),
  // A number out of range is taken for the nearest one, and anything else for none.
  refreshInterval: z.unknown().optional().transform(allowedMinutes),
  definition: z.unknown().optional(),
  estimate: z.unknown().optional(),
});
export type ReadableEntry = z.infer<typeof readable>;

/** Minutes as they are to be written. */
export const writtenInterval = z.union([z.literal(0), z.number().min(leastMinutes).max(mostMinutes)]);

/** As an account is to be written, in the setting `apiBalance.accounts`. It never holds a key. */
const written = z.strictObject({
  ...fields,
  baseUrl: z
    .string()
    .regex(/^https?:\/\//)
    .optional()
    .meta(fields.baseUrl.meta() ?? {}),
  definition: z.unknown().optional().meta({
    type: 'object',
    description: 'For your own endpoint or database: where and how to find the amount. It never holds a key.',
  }),
  estimate: estimateEntry.optional().meta({
    description: 'What a dashboard showed, for a provider that reports only spend: unit, amount, time. Written by Enter Balance.',
  }),
  refreshInterval: writtenInterval.optional().meta({
    description: 'Minutes between timed checks of this account. Overrides `apiBalance.refresh.interval`; 0 leaves the account out.',
    errorMessage: '0 is off; otherwise 5 to 1440 minutes. A number outside this range is treated as the nearest one inside it.',
  }),
});
export type AccountEntry = Readonly<z.input<typeof written>>;

/** Their names. */
export const accountFields: readonly string[] = Object.keys(written.shape);

/** A value of the setting, and what stands beside it in the list that an editor offers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * The same for editors that complete and check JSON. The build writes it into package.json.
 * @public
 */
export function accountEntryJsonSchema(providers: readonly Choice[], sites: readonly Choice[]): z.core.JSONSchema.BaseSchema {
  const oneOf = (choices: readonly Choice[], of: z.ZodType): z.ZodType =>
    z.enum(choices.map(({ value }) => value)).meta({ ...of.meta(), enumDescriptions: choices.map(({ label }) => label) });
  const complete = written.extend({ provider: oneOf(providers, fields.provider), site: oneOf(sites, fields.site).optional() });
  return z.toJSONSchema(complete, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    // A format says it better than the expression it stands for.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
}
