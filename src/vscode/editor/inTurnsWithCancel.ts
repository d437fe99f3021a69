import type { InSteps } from '../../core/history/inSteps';
import { withCancel } from './dialogs';
import { inTurns, oneTurn } from './inTurns';

/** What is not done at once goes on under a notification that can be cancelled; then it resolves to null. */
export async function inTurnsWithCancel<T>(title: string, steps: InSteps<T>): Promise<T | null> {
  const clock = (): number => performance.now();
  const first = oneTurn(steps, clock);
  if (first.done === true) return first.value;
  return withCancel(title, (signal) => {
    return new Promise<T | null>((resolve, reject) => {
      const turns = inTurns<T>({ clock, onDone: resolve, onFault: reject });
      signal.addEventListener('abort', () => {
        turns.stop();
        resolve(null);
      });
      turns.run(() => steps);
    });
  });
}
