import { randomFrom } from '../support/randomFrom';
import { daysBehind } from './stories';

const step = 30 * 60_000;

/** Ninety days of somebody's work, in steps of half an hour up to now. */
export interface Course {
  readonly times: readonly number[];
  /** How much of it was done until each step. */
  readonly workUntil: readonly number[];
  readonly stepOf: (daysAgo: number) => number;
}

/** Busy days, quiet evenings and week-ends, in this machine's own time. */
export function courseOf(now: number, seed: number): Course {
  const random = randomFrom(seed);
  const steps = Math.round((now - daysBefore(now, daysBehind).getTime()) / step);
  const times: number[] = [];
  const workUntil: number[] = [];
  let [work, mood] = [0, 1];
  for (let index = 0; index <= steps; index += 1) {
    const at = now - (steps - index) * step;
    const date = new Date(at);
    if (date.getHours() === 0) mood = 0.35 + random() * 1.3;
    const isWeekend = [0, 6].includes(date.getDay());
    const busy = date.getHours() >= 9 && date.getHours() < 19 ? (isWeekend ? 0.12 : 0.7) : 0.03;
    work += random() < busy ? mood * random() : 0;
    times.push(at);
    workUntil.push(work);
  }
  return { times, workUntil, stepOf: (daysAgo) => stepOf(daysAgo, now, steps) };
}

/** Late in the morning of that day: nobody tops up at night, whenever the demo is started. */
function stepOf(daysAgo: number, now: number, steps: number): number {
  const date = daysBefore(now, daysAgo);
  if (daysAgo > 0 && daysAgo < daysBehind) date.setHours(11, 0, 0, 0);
  return Math.min(steps, Math.max(0, steps - Math.round((now - date.getTime()) / step)));
}

function daysBefore(now: number, days: number): Date {
  const date = new Date(now);
  date.setDate(date.getDate() - days);
  return date;
}
