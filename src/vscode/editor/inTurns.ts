import type { InSteps } from '../../core/history/inSteps';

/** The host is shared: so long it may be held at once, but for the last step. */
const atOnceMs = 8;

export interface InTurnsParts<T> {
  /** In milliseconds, and never set. */
  readonly clock: () => number;
  readonly onDone: (result: T) => void;
  readonly onFault: (error: unknown) => void;
}

export interface InTurns<T> {
  /** In place of what is being made, if there is anything. What is short is done before it returns. */
  readonly run: (begin: () => InSteps<T>) => void;
  readonly isRunning: () => boolean;
  readonly stop: () => void;
}

/** Makes one thing at a time, in as many turns of the event loop as it takes. */
export function inTurns<T>({ clock, onDone, onFault }: InTurnsParts<T>): InTurns<T> {
  let turn: NodeJS.Immediate | undefined;
  const takeTurn = (steps: InSteps<T>): void => {
    turn = undefined;
    try {
      const step = oneTurn(steps, clock);
      if (step.done !== true) turn = setImmediate(() => takeTurn(steps));
      else onDone(step.value);
    } catch (error) {
      onFault(error);
    }
  };
  const stop = (): void => {
    clearImmediate(turn);
    turn = undefined;
  };
  return {
    run: (begin) => {
      stop();
      try {
        takeTurn(begin());
      } catch (error) {
        onFault(error);
      }
    },
    isRunning: () => turn !== undefined,
    stop,
  };
}

export function oneTurn<T>(steps: InSteps<T>, clock: () => number): IteratorResult<undefined, T> {
  const until = clock() + atOnceMs;
  let step = steps.next();
  while (step.done !== true && clock() < until) step = steps.next();
  return step;
}
