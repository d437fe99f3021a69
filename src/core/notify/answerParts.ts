import type { ChannelAnswer, ChannelReason, Verdict } from './channelKind';

export const taken: Verdict = { kind: 'taken' };
/** Where a receiver always says more than that, somebody else answered, such as a proxy that wants a sign-in, and that passes. */
export const unclear: Verdict = { kind: 'unclear', passes: true };

const minute = 60_000;

export function refused(reason: ChannelReason, code: unknown = null): Verdict {
  return { kind: 'refused', reason, code: shortCode(code) };
}

export function busy(reason: ChannelReason, waitMs: number = minute, code: unknown = null): Verdict {
  return { kind: 'busy', reason, waitMs, code: shortCode(code) };
}

export function isSuccess({ status }: ChannelAnswer): boolean {
  return status >= 200 && status < 300;
}

/** A web page is somebody else's answer. */
export function isPage({ contentType, body }: ChannelAnswer): boolean {
  return /\bhtml\b/i.test(contentType) || body.trim().startsWith('<');
}

/** The fields of a JSON object; null for any other body. */
export function objectOf(body: string): ReadonlyMap<string, unknown> | null {
  try {
    return mapOf(JSON.parse(body));
  } catch {
    return null;
  }
}

export function mapOf(json: unknown): ReadonlyMap<string, unknown> | null {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? new Map(Object.entries(json)) : null;
}

/** Empty where it is no text. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A receiver's own code, where it is short and can hold nothing else. */
function shortCode(code: unknown): string | null {
  return (typeof code === 'number' || typeof code === 'string') && /^-?[\w.]{1,30}$/.test(String(code)) ? String(code) : null;
}

/** Seconds that a body asks to wait, as milliseconds. */
export function secondsIn(value: unknown): number {
  return typeof value === 'number' && value > 0 && value < 1e7 ? Math.ceil(value * 1000) : minute;
}

/** What a service's code means: refused for a reason, or one that passes after a while. */
type Meaning = ChannelReason | { readonly waitMs: number; readonly reason: ChannelReason };
export type CodeTable = ReadonlyMap<string, Meaning>;

export function codeTable(codes: Readonly<Record<string, Meaning>>): CodeTable {
  return new Map(Object.entries(codes));
}

/**
 * Of services that answer 200 whatever happens, with a code in the body. A number or a text; `0` is taken.
 * @param name of the field that holds the code
 */
export function codedVerdict(answer: ChannelAnswer, names: readonly string[], codes: CodeTable): Verdict | null {
  const json = isPage(answer) ? null : objectOf(answer.body);
  const code = names.map((name) => json?.get(name)).find((value) => typeof value === 'number' || typeof value === 'string');
  if (code === undefined) return isSuccess(answer) ? unclear : null;
  if (String(code) === '0') return isSuccess(answer) ? taken : null;
  const meaning = codes.get(String(code)) ?? 'unknown';
  return typeof meaning === 'string' ? refused(meaning, code) : busy(meaning.reason, meaning.waitMs, code);
}
