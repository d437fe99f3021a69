import * as z from 'zod';
import { looksLikeKey } from '../text/looksLikeKey';
import { partKinds } from '../model/reading';
import { unitNamed } from '../money/money';
import { nearestName } from '../text/nearestName';
import { originOf } from '../provider/origin';
import { isExpression } from './expression';
import { hasPlainPlaceholders, namesKey, namesKeyRightly, placeholderNames } from './placeholders';
import { isPointer } from './pointer';

/** A definition is shared and synced; a key in it would be as well. */
const text = z.string().max(4_000, { error: 'is too long', abort: true });
const noKey = text.refine((text) => !looksLikeKey(text), 'looks like it holds a key; keys go into "secretHeaders" as {apiKey}');
const pointer = noKey.refine(isPointer, 'must be a JSON pointer such as /data/balance');
const expression = noKey.refine(
  isExpression,
  'must be a JSON pointer such as /data/balance, or a sum or difference of some such as "/bought - /used"',
);
const notHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'cookie',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'proxy-authorization',
]);
const headerName = text.refine(
  (name) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/.test(name) && !notHeaders.has(name.toLowerCase()) && !looksLikeKey(name),
);
const headerValue = text.regex(/^[\x20-\x7e]*$/, 'must be plain text');
const plain = 'must hold text, a number, true or false';
const scalars = z.array(z.union([text, z.number(), z.boolean(), z.null()], plain)).max(20);

const keyless = noKey.refine(
  (text) => !namesKey(text),
  'would be sent with {apiKey} as it stands: the key goes into "secretHeaders" alone',
);

const Shape = z.strictObject({
  $schema: text.optional().meta({ description: 'The schema of this file, for editors.' }),
  url: noKey
    .refine((url) => !/\{\w+\}/.test(url), 'must not hold the key: addresses end up in logs')
    .refine((url) => originOf(url).ok, 'must be an https address without user name and password')
    .meta({ description: 'The address that is asked. The key goes to its host and to no other.' }),
  method: z.enum(['GET', 'POST']).default('GET'),
  body: keyless.optional().meta({ description: 'What is posted, as text.' }),
  headers: z.record(headerName, headerValue.pipe(keyless)).default({}).meta({ description: 'Headers that are sent as they are.' }),
  secretHeaders: z
    .record(
      headerName,
      headerValue
        .refine((value) => placeholderNames(value).length > 0, 'must have {apiKey}, or another name in braces, where the secret goes')
        .refine(namesKeyRightly, 'has a name in braces that is not the key; "{apiKey}" may be meant')
        .refine(hasPlainPlaceholders, 'has braces that are no place for a secret: one pair around a name of letters, as in {apiKey}')
        .pipe(noKey),
    )
    .default({})
    .meta({ description: 'Headers with {apiKey} where the key goes. Another name in braces is a further secret, such as {userId}.' }),
  amount: expression.meta({
    description: 'Where the amount stands: a JSON pointer (RFC 6901), or several with + and - between them, such as "/bought - /used".',
  }),
  unit: z
    .union(
      [text.refine((name) => unitNamed(name) !== undefined), z.strictObject({ pointer })],
      'must be a unit such as "USD", or {"pointer": "/currency"}',
    )
    .meta({ description: 'The unit of the amount, such as "USD" or "credits", or where it stands in the answer.' }),
  parts: z
    .partialRecord(z.enum(partKinds), expression)
    .default({})
    .meta({ description: 'Shares of the amount, where the answer names them.' }),
  limit: expression.optional().meta({ description: 'Where a limit stands that the amount is what is left of.' }),
  at: pointer.optional().meta({ description: 'When the amount was true: ISO 8601, or seconds or milliseconds since 1970.' }),
  scale: text
    .regex(/^(\d{1,20}(\.\d{1,20})?|1\/[1-9]\d{0,19})$/, 'must be a decimal such as "0.01", or a fraction such as "1/500000"')
    .default('1')
    .meta({ description: 'What one of the counts is worth: "0.01" for cents, "1/500000" for quota.' }),
  sign: z.enum(['asIs', 'inverted']).default('asIs').meta({ description: '"inverted" where a negative amount is money to spend.' }),
  noLimit: scalars.optional().meta({
    description: 'Values in the place of the amount that mean "no limit", such as [-1]. An empty list says that -1 is an amount.',
  }),
  none: scalars.optional().meta({ description: 'Values in the place of the amount that mean "not known", such as [null, ""].' }),
  success: z
    .strictObject({ pointer, equals: z.union([text, z.number(), z.boolean()], plain) })
    .optional()
    .meta({ description: 'What a good answer says of itself.' }),
  error: pointer.optional().meta({ description: 'Where an error stands; anything there but null, false, 0 and "" is one.' }),
});

/** What a person says about an HTTP answer of their own: whom to ask, and where in the JSON the amount stands. It holds no key. */
export type Definition = Readonly<z.infer<typeof Shape>>;

/** The same for editors that complete and check JSON. The build writes it down too. */
export function definitionJsonSchema(target: 'draft-2020-12' | 'draft-7' = 'draft-2020-12'): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(Shape, { io: 'input', unrepresentable: 'any', target });
}

/** A mistake: where it is, by names of ours and of JSON alone, and what is wrong. */
export interface DefinitionMistake {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export type ReadDefinition =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly mistakes: readonly DefinitionMistake[]; readonly reasons: readonly string[] };

/** Each mistake by its field. What stands in it is not repeated, nor a name that somebody typed: either may be a key. */
export function readDefinition(value: unknown): ReadDefinition {
  const read = Shape.safeParse(value, { reportInput: true });
  if (read.success) return { ok: true, definition: read.data };
  const mistakes = read.error.issues.map(mistakeOf);
  return { ok: false, mistakes, reasons: mistakes.map(({ text }) => text) };
}

/** All secrets that a definition needs, the key among them where it is one. */
export function secretsOf({ secretHeaders }: Definition): readonly string[] {
  return [...new Set(Object.values(secretHeaders).flatMap(placeholderNames))];
}

/** A secret that a definition needs beside the key, and nobody gives. */
export interface UndeclaredSecret {
  readonly name: string;
  /** The one that may be meant. */
  readonly near: string | undefined;
}

/** @param declared the names of further secrets that are given, or said where they are */
export function undeclaredSecrets(definition: Definition, declared: readonly string[]): readonly UndeclaredSecret[] {
  const known = ['apiKey', ...declared];
  return secretsOf(definition)
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, near: nearestName(name, known) }));
}

function mistakeOf(issue: z.core.$ZodIssue): DefinitionMistake {
  const [field] = issue.path.map(String);
  const known = Object.keys(Shape.shape);
  const isOurs = field !== undefined && known.includes(field);
  const name = isOurs ? `"${field}"` : 'the description';
  const path = isOurs ? [field] : [];
  if (issue.code === 'unrecognized_keys') return { path, text: `${name} has a field that is not known${suggestion(issue.keys, known)}` };
  if (issue.code === 'invalid_key') return { path, text: `${name} names a header that may not be set` };
  if (issue.code === 'invalid_type') return { path, text: `${name} ${issue.input === undefined ? 'is missing' : 'has the wrong type'}` };
  if (issue.code === 'invalid_value')
    return { path, text: `${name} must be one of ${issue.values.map((one) => `"${String(one)}"`).join(', ')}` };
  if (issue.code === 'too_big') return { path, text: `${name} is too long` };
  return { path, text: `${name} ${issue.message}` };
}

function suggestion(typed: readonly string[], known: readonly string[]): string {
  const near = typed.flatMap((name) => nearestName(name, known) ?? [])[0];
  return near === undefined ? '' : `; "${near}" may be meant`;
}
