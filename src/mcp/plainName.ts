import { oneLine, shortened } from '../core/text/plainText';

/** Longer than names are, and too short for a page of text that wants something of whoever reads it. */
const longest = 80;

/** A label, an id or a unit, as people and imported files name them: one short line that hides nothing. */
export function plainName(text: string): string {
  return shortened(oneLine(text), longest);
}

/** Within text: between quotation marks, so that nothing in it passes for words of ours. */
export function quotedName(text: string): string {
  return JSON.stringify(plainName(text));
}
