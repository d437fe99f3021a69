/** A number of a response as the provider wrote it. `JSON.parse` alone rounds to a double before anyone can look. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/**
 * Parses a response; every number becomes a {@link JsonNumber} with its own digits.
 * Runtimes before V8 11.4 (Node 20) give a reviver no source text: there the double's shortest digits stand in,
 * which are the written ones up to 15 significant digits.
 * @see https://github.com/tc39/proposal-json-parse-with-source
 * @throws SyntaxError for text that is not JSON, RangeError for absurd nesting
 */
export function parseJson(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
  const parsed: unknown = JSON.parse(text, keepDigits);
  return parsed;
}
