type Collected<T> = { readonly ok: true; readonly rows: readonly T[] } | { readonly ok: false; readonly problems: readonly string[] };

/** Rows one after the other; at the end, what kept the rest from being read. */
export type Rows<T> = Generator<T, readonly string[], undefined>;

/** All of them, or what is wrong. */
export function collect<T>(rows: Rows<T>): Collected<T> {
  const all: T[] = [];
  let next = rows.next();
  for (; next.done !== true; next = rows.next()) all.push(next.value);
  return next.value.length === 0 ? { ok: true, rows: all } : { ok: false, problems: next.value };
}
