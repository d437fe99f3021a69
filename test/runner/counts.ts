export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The last line every suite prints, and the only thing that crosses its process's border. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** A suite that printed no counts did not run to its end: one failure. */
export function readCounts(output: string): Counts {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return last === undefined ? { passed: 0, failed: 1 } : { passed: Number(last[1]), failed: Number(last[2]) };
}

/** One line a failed test, which the whole run repeats at its end, where a reader looks first. */
export function failureLine(title: string, error: unknown): string {
  // An error of another process is a plain object.
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  const [reason = ''] = String(message).split('\n');
  return `FAILED ${title}: ${reason.slice(0, 120)}`;
}

export function readFailures(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.startsWith('FAILED '));
}
