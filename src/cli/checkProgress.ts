import type { Checked } from '../core/views/checkReport';
import { isKeyed, type CheckTarget } from './checkTargets';
import { canSpin, startSpinner } from './spinner';

/** Says in the terminal how many of how many have answered, until it is stopped. */
export function startProgress(targets: readonly CheckTarget[], came: readonly Checked[]): { readonly stop: () => void } {
  // Where there is only a link, nobody is asked.
  const asked = targets.filter(isKeyed).length;
  if (asked === 0 || !canSpin(process.env, process.stderr)) return { stop: () => undefined };
  const answered = (): number => came.filter(({ provider }) => provider.kind !== 'dashboard').length;
  return startSpinner(process.stderr, () => `Checking: ${answered()} of ${asked} answered`);
}
