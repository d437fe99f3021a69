/** undefined for what is no JSON, such as a line that a crash cut off in the middle of a file. */
export function parsed(json: string): unknown {
  try {
    // Some editors put a mark of the order of bytes before it.
    const value: unknown = JSON.parse(json.startsWith('\uFEFF') ? json.slice(1) : json);
    return value;
  } catch {
    return undefined;
  }
}
