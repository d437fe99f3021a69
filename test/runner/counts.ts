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
