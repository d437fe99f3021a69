import { JsonNumber } from '../text/json';

export type Found = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
export function isPointer(text: string): boolean {
  return text === '' || /^(\/([^~/]|~[01])*)+$/.test(text);
}

/**
 * What stands at a pointer, or at which step it ends and why. The pointer is the person's own; nothing of the answer but
 * its shape is named.
 */
export function find(json: unknown, pointer: string): Found {
  let value = json;
  const steps =
    pointer === ''
      ? []
      : pointer
          .slice(1)
          .split('/')
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (const step of steps) {
    const next = take(value, step);
    if (!next.ok) return { ok: false, reason: `${pointer}: ${next.reason}` };
    ({ value } = next);
  }
  return { ok: true, value };
}

function take(value: unknown, step: string): Found {
  if (Array.isArray(value)) {
    if (value.length === 0) return { ok: false, reason: 'no row: the list is empty' };
    const index = /^(0|[1-9]\d*)$/.test(step) ? Number(step) : NaN;
    if (Number.isNaN(index)) return { ok: false, reason: `there is a list where "${step}" was expected; begin with /0 for its first row` };
    return index < value.length
      ? { ok: true, value: value[index] }
      : { ok: false, reason: `the list has ${value.length} rows, and no ${step}` };
  }
  if (!isObject(value)) return { ok: false, reason: `there is ${kindOf(value)} where an object with "${step}" was expected` };
  return Object.hasOwn(value, step) ? { ok: true, value: value[step] } : { ok: false, reason: `there is no "${step}"` };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** In words, without its content. */
export function kindOf(value: unknown): string {
  if (value instanceof JsonNumber) return 'a number';
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'true or false' : 'an object';
}
