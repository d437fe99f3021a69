import { JsonNumber } from '../text/json';
import { find, isPointer, type Found } from './pointer';

/** One amount of an answer, or several added up and taken off: `/bought - /used`. */
export interface Term {
  readonly pointer: string;
  readonly isLess: boolean;
}

/** A sign stands between blanks and before a pointer, since a name in a pointer may hold one. */
const sign = /\s+([+-])\s+(?=\/)/;
const mostTerms = 10;

export function isExpression(text: string): boolean {
  const terms = termsOf(text);
  return terms.length <= mostTerms && terms.every(({ pointer }) => isPointer(pointer));
}

function termsOf(text: string): readonly Term[] {
  const [first = '', ...rest] = text.trim().split(sign);
  const terms: Term[] = [{ pointer: first, isLess: false }];
  for (let index = 0; index + 1 < rest.length; index += 2) terms.push({ pointer: rest[index + 1] ?? '', isLess: rest[index] === '-' });
  return terms;
}

/** What stands at each pointer, or why one leads nowhere. */
export function findTerms(
  json: unknown,
  text: string,
): { readonly ok: true; readonly terms: readonly (Term & { readonly value: unknown })[] } | Extract<Found, { ok: false }> {
  const found: (Term & { readonly value: unknown })[] = [];
  for (const term of termsOf(text)) {
    const at = find(json, term.pointer);
    if (!at.ok) return at;
    found.push({ ...term, value: at.value });
  }
  return { ok: true, terms: found };
}

export type Scalar = string | number | boolean | null;

/** Whether a value of an answer is one that a person has named: `-1`, `"unlimited"`, null. */
export function isNamed(value: unknown, names: readonly Scalar[]): boolean {
  const plain = value instanceof JsonNumber ? Number(value.text) : value;
  return names.some((name) => name === plain);
}
