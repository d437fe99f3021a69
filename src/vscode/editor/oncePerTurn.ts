/** Runs once for all calls of a turn: forty answers that arrive together are one drawing, not forty. */
export function oncePerTurn(run: () => void): { readonly soon: () => void; readonly dispose: () => void } {
  let next: NodeJS.Immediate | undefined;
  return {
    soon: () => {
      next ??= setImmediate(() => {
        next = undefined;
        run();
      });
    },
    dispose: () => clearImmediate(next),
  };
}
