/** One text of several parts, none of which can be taken for another one's end. */
export function callKey(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}
