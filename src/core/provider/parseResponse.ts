import type { ZodType } from 'zod';
import { parseJson } from '../text/json';
import { looksLikeKey } from '../text/looksLikeKey';

/** The validated answer, or the path of what was not as documented. Never the content: it may hold a key. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: string };

/** Servers answer unknown routes with a web page and status 200, so the kind of text is looked at before it is parsed. */
export function parseResponse<T>(contentType: string, body: string, schema: ZodType<T>): Parsed<T> {
  const text = body.replace(/^\uFEFF/, '').trimStart();
  if (/\bhtml\b/i.test(contentType) || text.startsWith('<')) return { ok: false, field: 'web page' };
  if (text === '') return { ok: false, field: 'empty' };
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    return { ok: false, field: 'not JSON' };
  }
  const result = schema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, field: result.error.issues[0]?.path.map(nameOf).join('.') ?? '' };
}

/** A name of ours. Where an answer is a list by name, the names in it are text of others. */
function nameOf(part: PropertyKey): string {
  const name = String(part);
  return typeof part === 'number' || (/^[A-Za-z_]\w{0,39}$/.test(name) && !looksLikeKey(name)) ? name : '…';
}
