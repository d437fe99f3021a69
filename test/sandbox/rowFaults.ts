import type { Change } from './exchange';
import { type Json, rewrite, Rows } from './json';

/** Faults of a list with one entry per unit; they leave formats without such a list as they are. */
export const rowFaults = {
  'unknown-currency': rows(({ variants, entries }) => [variants.withUnit('ZZZ'), ...entries.slice(1)]),
  'malformed-currency': rows(({ variants, entries }) => [variants.withUnit('DOUBLOONS!'), ...entries.slice(1)]),
  'null-currency': rows(({ variants, entries }) => [variants.withUnit(null), ...entries.slice(1)]),
  'extra-rows': rows(({ variants, entries }) => [...entries, ...variants.empty]),
  /** Another order at each request: https://github.com/Han-1413141/dsh-cost-meter/issues/25 */
  'shuffled-rows': rows(({ variants, entries }, earlier) => rotated([...variants.empty, ...entries], earlier)),
  'duplicate-rows': rows(({ variants, entries }) => [...entries, variants.conflicting]),
  'empty-rows': rows(() => []),
  'absent-rows': rows(() => undefined),
} satisfies Record<string, Change>;

function rows(change: (list: Rows, earlier: number) => readonly Json[] | undefined): Change {
  return (reply, { earlier }) => {
    if (!('json' in reply.body)) return reply;
    const json = rewrite(reply.body.json, (value) => (value instanceof Rows ? change(value, earlier) : value));
    return { ...reply, body: { json } };
  };
}

function rotated(entries: readonly Json[], by: number): readonly Json[] {
  const at = by % Math.max(1, entries.length);
  return [...entries.slice(at), ...entries.slice(0, at)];
}
