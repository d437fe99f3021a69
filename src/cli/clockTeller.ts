import { clockSteps } from '../core/time/clockSteps';
import { dayMs, hourMs, minuteMs } from '../core/time/durations';

const units = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
] as const;

/** Says of each step of the clock that it was one: what is due, and when, is another matter from then on. */
export function clockTeller(tell: (text: string) => unknown, passedMs: () => number = () => performance.now()): () => void {
  const stepOf = clockSteps();
  return () => {
    const step = stepOf(Date.now(), passedMs());
    if (step === null) return;
    tell(
      step > 0
        ? `The clock went on by ${spanText(step)} at once, or this machine slept. What was due meanwhile is asked now.`
        : `The clock went back by ${spanText(-step)}. Checks and messages go on by what it shows now.`,
    );
  };
}

/** `2 days`, `90 minutes`: in the largest unit that there are two of. */
function spanText(ms: number): string {
  const [unit, length] = units.find(([, one]) => ms >= 2 * one) ?? ['minute', minuteMs];
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(ms / length);
}
