/**
 * A JSON answer whose amounts are kept as source text: `1e999` and `0E-6176` do not survive `JSON.stringify`,
 * and a provider's `110.00` must not become `110`.
 */
export type Json = null | boolean | number | string | Source | Rows | readonly Json[] | { readonly [name: string]: Json };

export class Source {
  /** @param headline whether this is the amount that answers "how much is left", the one that field faults spoil. */
  constructor(
    readonly text: string,
    readonly headline = false,
  ) {}
}

/** A list with one entry per unit, and how the format would spell the entries that row faults need. */
export class Rows {
  constructor(
    readonly entries: readonly Json[],
    readonly variants: {
      /** The first entry with this in place of its unit. */
      readonly withUnit: (unit: Json) => Json;
      /** The first entry's unit again, with other amounts. */
      readonly conflicting: Json;
      /** Entries of further units that hold nothing. */
      readonly empty: readonly Json[];
    },
  ) {}
}

export function toJson(json: Json): string {
  if (json instanceof Source) return json.text;
  if (json instanceof Rows) return toJson(json.entries);
  if (isList(json)) return `[${json.map(toJson).join(',')}]`;
  if (typeof json === 'object' && json !== null) {
    return `{${Object.entries(json)
      .map(([name, value]) => `${JSON.stringify(name)}:${toJson(value)}`)
      .join(',')}}`;
  }
  return JSON.stringify(json);
}

/** Replaces each property by what `change` returns; `undefined` drops it. Depth first, lists included. */
export function rewrite(json: Json, change: (value: Json, name: string) => Json | undefined): Json {
  if (json instanceof Source) return json;
  if (json instanceof Rows)
    return new Rows(
      json.entries.map((entry) => rewrite(entry, change)),
      json.variants,
    );
  if (isList(json)) return json.map((entry) => rewrite(entry, change));
  if (typeof json !== 'object' || json === null) return json;
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(json)) {
    const changed = change(rewrite(value, change), name);
    if (changed !== undefined) kept[name] = changed;
  }
  return kept;
}

export function hasRows(json: Json): boolean {
  let found = false;
  rewrite(json, (value) => {
    found ||= value instanceof Rows;
    return value;
  });
  return found;
}

// Array.isArray does not narrow a readonly array out of a union.
function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
