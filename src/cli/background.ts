export interface Background {
  /** What it throws is a fault of our own, is told, and ends nothing else. */
  readonly begin: (work: () => unknown) => void;
  readonly isBusy: () => boolean;
  /** Once nothing is under way any more. */
  readonly ended: () => Promise<void>;
}

/** Work that nothing waits for until the end. */
export function background(onFault: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    begin: (work) => {
      const done: Promise<void> = Promise.resolve()
        .then(work)
        .then(() => undefined, onFault)
        .finally(() => running.delete(done));
      running.add(done);
    },
    isBusy: () => running.size > 0,
    ended: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
