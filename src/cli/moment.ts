import { parseTime } from '../core/history/readingsJson';

/** The time that was typed, or this one; undefined where it is none. */
export function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? Date.now() : parseTime(text);
}
