/** Answers that come together come in many turns; nobody sees more than one drawing in so many milliseconds. */
const restMs = 5;

/** Runs in the next turn for the first call, and once for all calls from then until a rest is over. */
export function coalesce(run: () => void): { readonly soon: () => void; readonly dispose: () => void } {
  let next: NodeJS.Immediate | undefined;
  let rest: NodeJS.Timeout | undefined;
  let isAwaited = false;
  const soon = (): void => {
    isAwaited = true;
    if (rest) return;
    next ??= setImmediate(() => {
      next = undefined;
      isAwaited = false;
      rest = setTimeout(() => {
        rest = undefined;
        if (isAwaited) soon();
      }, restMs);
      run();
    });
  };
  return {
    soon,
    dispose: () => {
      clearImmediate(next);
      clearTimeout(rest);
    },
  };
}
