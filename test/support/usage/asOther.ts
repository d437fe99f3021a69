const nobody = 65_534;

/** Runs as somebody to whom the modes of files mean something: to root they mean nothing. Windows knows no modes: null. */
export function asOther<T>(use: () => T): T | null {
  if (process.seteuid === undefined) return null;
  if (process.geteuid?.() !== 0) return use();
  process.seteuid(nobody);
  try {
    return use();
  } finally {
    process.seteuid(0);
  }
}
