import type { Change } from './exchange';
import { type Json, rewrite, Source } from './json';
import type { Reply } from './wire';

/** Given the good amount's source text, its replacement's; `undefined` leaves the property out. */
type Spoil = (good: string) => string | undefined;

/**
 * What stands in place of the headline amount, as JSON source text.
 * Without a suffix, in the type the format itself uses.
 */
export const fieldFaults = {
  'field-missing': field(() => undefined),
  'field-null': field(() => 'null'),
  'field-empty': field(() => '""'),
  'field-blank': field(() => '" "'),
  'field-text': field(() => '"abc"'),
  'field-nan': field(() => '"NaN"'),
  'field-hex': field(() => '"0x10"'),
  'field-comma': field(() => '"12,34"'),
  'field-grouped': field(() => '"1,234.50"'),
  'field-boolean': field(() => 'true'),
  'field-array': field(() => '[]'),
  /** The same good amount, as a string where the format has a number and the other way round. */
  'field-other-type': field((good) => (isString(good) ? unquoted(good) : `"${good}"`)),
  'field-1e999': field(own('1e999')),
  'field-1e999-as-string': field(() => '"1e999"'),
  'field-1e999-as-number': field(() => '1e999'),
  /** https://github.com/openai/openai-java/issues/769 */
  'field-0E-6176': field(own('0E-6176')),
  'field-0E-6176-as-string': field(() => '"0E-6176"'),
  'field-0E-6176-as-number': field(() => '0E-6176'),
  'field-minus-zero': field(own('-0')),
  'field-minus-zero-as-string': field(() => '"-0"'),
  'field-minus-zero-as-number': field(() => '-0'),
  'field-negative': field(own('-31.15')),
  'field-negative-as-string': field(() => '"-31.15"'),
  'field-negative-as-number': field(() => '-31.15'),
  'field-40-digits': field(own('1234567890123456789012345678901234567890')),
  'field-40-digits-as-string': field(() => '"1234567890123456789012345678901234567890"'),
  'field-40-digits-as-number': field(() => '1234567890123456789012345678901234567890'),
} satisfies Record<string, Change>;

/** Puts `source` in place of every property of that name. */
export function namedField(name: string, source: string | undefined): Change {
  return inJson((json) => rewrite(json, (value, at) => (at !== name ? value : source === undefined ? undefined : new Source(source))));
}

function own(amount: string): Spoil {
  return (good) => (isString(good) ? `"${amount}"` : amount);
}

function field(spoil: Spoil): Change {
  return inJson((json) =>
    rewrite(json, (value) => {
      if (!(value instanceof Source) || !value.headline) return value;
      const spoiled = spoil(value.text);
      return spoiled === undefined ? undefined : new Source(spoiled, true);
    }),
  );
}

function inJson(change: (json: Json) => Json): Change {
  return (reply): Reply => ('json' in reply.body ? { ...reply, body: { json: change(reply.body.json) } } : reply);
}

function isString(source: string): boolean {
  return source.startsWith('"');
}

function unquoted(source: string): string {
  return source.slice(1, -1);
}
