import * as z from 'zod';
import { originOf } from '../origin';
import { isPointer } from './pointer';

/** What a person says about an HTTP answer of their own: whom to ask, and where in the JSON the amount stands. It holds no key. */
export interface Definition {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  /** Sent as they are. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with the account's key in place of `{apiKey}`. */
  readonly secretHeaders: Readonly<Record<string, string>>;
  /** RFC 6901 pointers from here on. */
  readonly amount: string;
  readonly unit: string | { readonly pointer: string };
  readonly parts: Readonly<Partial<Record<PartName, string>>>;
  readonly limit?: string;
  /** When the amount was true: ISO 8601, or seconds or milliseconds since 1970. */
  readonly at?: string;
  /** What one of the counts is worth: `0.01`, or `1/500000`. */
  readonly scale: string;
  readonly sign: 'asIs' | 'inverted';
  readonly success?: { readonly pointer: string; readonly equals: string | number | boolean };
  /** Where an error stands; anything there but null, false, 0 and "" is one. */
  readonly error?: string;
}

const partNames = ['paid', 'granted', 'creditLine', 'owed', 'frozen'] as const;
type PartName = (typeof partNames)[number];

export type ReadDefinition = { readonly ok: true; readonly definition: Definition } | { readonly ok: false; readonly reasons: readonly string[] };

const pointer = z.string().refine(isPointer, 'must be a JSON pointer such as /data/balance');
/** As keys begin, and as JSON Web Tokens do. A definition is shared and synced; a key in it would be as well. */
const keyLike = /(^|[^A-Za-z0-9])((sk|pk|rk|sb|xai|gsk|fw|cpk|vck|hf|r8|pplx)[-_]|AIza|eyJ)[\w-]{10,}/;
const noKey = z.string().refine((text) => !keyLike.test(text), 'looks like it holds a key; keys go into "secretHeaders" as {apiKey}');
const notHeaders = new Set(['host', 'content-length', 'connection', 'cookie', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'keep-alive', 'proxy-authorization']);
const headerName = z.string().refine((name) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !notHeaders.has(name.toLowerCase()), 'is no name of a header that may be set');
const headerValue = z.string().regex(/^[\x20-\x7e]*$/, 'must be plain text');

const Shape = z.strictObject({
  url: noKey.refine((url) => !url.includes('{apiKey}'), 'must not hold the key: addresses end up in logs').refine((url) => originOf(url).ok, 'must be an https address without user name and password'),
  method: z.enum(['GET', 'POST']).default('GET'),
  body: noKey.optional(),
  headers: z.record(headerName, headerValue.pipe(noKey)).default({}),
  secretHeaders: z.record(headerName, headerValue.refine((value) => value.includes('{apiKey}'), 'must have {apiKey} where the key goes').pipe(noKey)).default({}),
  amount: pointer,
  unit: z.union([z.string().regex(/^[A-Za-z][\w -]{0,19}$/), z.strictObject({ pointer })], 'must be a unit such as "USD", or {"pointer": "/currency"}'),
  parts: z.partialRecord(z.enum(partNames), pointer).default({}),
  limit: pointer.optional(),
  at: pointer.optional(),
  scale: z.string().regex(/^(\d+(\.\d+)?|1\/[1-9]\d*)$/, 'must be a decimal such as "0.01", or a fraction such as "1/500000"').default('1'),
  sign: z.enum(['asIs', 'inverted']).default('asIs'),
  success: z.strictObject({ pointer, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
  error: pointer.optional(),
});

/** Each mistake by its field. What stands in it is not repeated: it may be a key. */
export function readDefinition(value: unknown): ReadDefinition {
  const read = Shape.safeParse(value);
  if (!read.success) return { ok: false, reasons: read.error.issues.map(({ path, message, code }) => `"${path.map(String).join('.') || 'definition'}" ${code === 'invalid_key' ? 'is no name of a header that may be set' : code === 'invalid_type' || code === 'unrecognized_keys' || code === 'invalid_value' ? wording(message) : message}`) };
  const { body, limit, at, success, error, ...rest } = read.data;
  const optional = { body, limit, at, success, error };
  // Zod gives absent fields as undefined; a definition leaves them out.
  return { ok: true, definition: { ...rest, ...Object.fromEntries(Object.entries(optional).filter(([, given]) => given !== undefined)) } };
}

function wording(message: string): string {
  return message.startsWith('Unrecognized') ? 'has a field that is not known' : message.includes('received undefined') ? 'is missing' : 'has the wrong type';
}
