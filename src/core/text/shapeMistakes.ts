import type * as z from 'zod';
import { nearestName } from './nearestName';

/** What is wrong, and where: a path of names and positions. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/**
 * Each issue of a schema in words. Names that somebody typed are not repeated: one may be a key.
 * @param issues of a reading with `reportInput`, without which nothing tells a field that is missing from one of another type
 */
export function shapeMistakes(
  { issues }: Pick<z.ZodError, 'issues'>,
  known: (path: readonly (string | number)[]) => readonly string[],
  before: readonly (string | number)[] = [],
): readonly Mistake[] {
  return issues.map((issue) => {
    const path = [...before, ...issue.path.filter((part) => typeof part !== 'symbol')];
    if (issue.code === 'unrecognized_keys') return unknownField(path, issue.keys, known(path));
    if (issue.code === 'invalid_type')
      return {
        path,
        text: 'input' in issue && issue.input === undefined ? 'is missing' : `must be ${typeNames.get(issue.expected) ?? issue.expected}`,
      };
    if (issue.code === 'invalid_value') return { path, text: `must be one of ${issue.values.map((one) => `"${String(one)}"`).join(', ')}` };
    return { path, text: issue.message };
  });
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['array', 'a list'],
  ['object', 'an object in braces'],
  ['record', 'an object in braces'],
  ['number', 'a number'],
  ['int', 'a whole number'],
]);

/** Its place is that of the field itself. */
export function unknownField(path: Mistake['path'], typed: readonly string[], known: readonly string[]): Mistake {
  const near = typed.flatMap((name) => nearestName(name, known) ?? [])[0];
  const [first] = typed;
  const text =
    near === undefined ? `this field is not known; known are ${known.join(', ')}` : `this field is not known; "${near}" may be meant`;
  return { path: first === undefined ? path : [...path, first], text };
}
