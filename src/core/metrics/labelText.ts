import { looksLikeKey } from '../text/looksLikeKey';
import { oneLine, shortened } from '../text/plainText';

/** Enough for every name that a person chose; a monitor keeps each for months. */
const longest = 100;

/** What may be written of a text that somebody typed: one plain line of it, and nothing of what could be a key or an address. */
export function labelText(text: string): string {
  // Looked at whole: a cut could hide what it is.
  const line = oneLine(text);
  return looksLikeKey(text) || looksLikeKey(line) || line.includes('://') ? 'hidden' : shortened(line, longest);
}

/**
 * The same of names that tell series apart, in the same order. No two are alike, since one repeated series fails a whole scrape;
 * whoever has a plain name keeps it.
 */
export function distinctLabels(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const take = (label: string): string | undefined => (taken.has(label) ? undefined : (taken.add(label), label));
  const plain = names.map((name) => (labelText(name) === name ? take(name) : undefined));
  return names.map((name, index) => plain[index] ?? firstFree(labelText(name), take));
}

function firstFree(label: string, take: (label: string) => string | undefined): string {
  let found = take(label);
  for (let number = 2; found === undefined; number += 1) found = take(`${label} ${number}`);
  return found;
}
