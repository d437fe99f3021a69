/**
 * Where in the order of commits somebody stands: the number of a row, and when it came in. The number alone would not do: a server that
 * takes over without the last rows gives their numbers again.
 */
export interface Position {
  readonly seq: string;
  /** Microseconds, as the server has them. */
  readonly received: string;
}

export const receivedUs = (column: string): string => `round(extract(epoch FROM ${column}) * 1000000)::bigint`;
export const fromUs = (us: string): string => `'epoch'::timestamptz + ${us} * interval '1 microsecond'`;

export function positionText({ seq, received }: Position): string {
  return `${seq}@${received}`;
}

/** A text that is none begins anew. */
export function positionOf(text: string | null): Position {
  const [, seq = '0', received = '0'] = /^(\d{1,18})@(\d{1,17})$/.exec(text ?? '') ?? [];
  return { seq, received };
}
