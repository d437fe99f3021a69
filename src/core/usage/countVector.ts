import { countAt, fieldAt, listAt } from './fields';

/** Several counts that rise together, such as those of a counter of tokens, always in one order. */
export type CountVector = readonly number[];

/**
 * @param names of the counts, in their order; what is not told is 0
 * @returns null where one of those that are always told is not, or one is no count
 */
export function vectorAt(value: unknown, names: readonly string[], always: readonly string[]): CountVector | null {
  const counts = names.map((name) => countAt(value, name) ?? (always.includes(name) ? NaN : 0));
  return counts.some(Number.isNaN) ? null : counts;
}

/** One that was noted before, under a name. */
export function notedVector(noted: unknown, name: string): CountVector | null {
  if (fieldAt(noted, name) === undefined || fieldAt(noted, name) === null) return null;
  return listAt(noted, name).map((count) => (typeof count === 'number' ? count : 0));
}

export function eachOf(a: CountVector, b: CountVector, count: (a: number, b: number) => number): CountVector {
  return a.map((one, index) => count(one, b[index] ?? 0));
}

/** By how much each of the first is above that of the second, where it is. */
export function riseOf(a: CountVector, b: CountVector): CountVector {
  return eachOf(a, b, (one, other) => Math.max(0, one - other));
}

export function isSomething(vector: CountVector): boolean {
  return vector.some((count) => count > 0);
}

export function isSameVector(a: CountVector | null, b: CountVector | null): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((count, index) => count === b[index]);
}
