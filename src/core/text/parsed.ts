/** The JSON of a text that others wrote; undefined for what is none, such as a line that a crash cut off in its middle. */
export function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    return undefined;
  }
}
