/** Work of any length in steps of a few milliseconds. Whoever runs it may let others in between two of them, or stop. */
export type InSteps<T> = Generator<undefined, T, undefined>;

export function atOnce<T>(steps: InSteps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
