import type { HistoryRow } from '../../src/core/history/historyRow';
import { micros, type Micros } from '../../src/core/money/money';
import { courseOf, type Course } from './course';
import type { Mark, Story } from './stories';

const microsPerCent = 10_000;

/**
 * The readings behind an account, every half an hour, up to the one that was just made. The same for the same moment
 * and place.
 * @param newest the last reading: its time, its parts, and what is in neither part, such as a credit line
 */
export function storyRows(story: Story, newest: HistoryRow): readonly HistoryRow[] {
  const { reading } = newest;
  const course = courseOf(reading.at, story.seed);
  const [paid, granted] = [along(story.paid, course), along(story.granted ?? [], course)];
  const rest = reading.available - inMicros(paid.at(-1)) - inMicros(granted.at(-1));
  const [awayFrom, awayTo] = story.away ?? [0, 0];
  return course.times.flatMap((at, index) => {
    if (index > course.stepOf(awayFrom) && index < course.stepOf(awayTo)) return [];
    const [own, given] = [inMicros(paid[index]), inMicros(granted[index])];
    const parts = { paid: reading.paid === null ? null : own, granted: reading.granted === null ? null : given };
    return [{ ...newest, reading: { at, epoch: 0, available: micros(own + given + rest), ...parts } }];
  });
}

/** The amount at every step, in cents. */
export function along(marks: readonly Mark[], { times, workUntil, stepOf }: Course): readonly number[] {
  const cents = times.map(() => 0);
  for (const [index, mark] of marks.entries()) {
    const [daysAgo, amount, start = amount] = mark;
    const [nextDaysAgo, end, jumpsTo] = marks[index + 1] ?? mark;
    // All is spent by the step before money comes or goes, so that the step itself shows that amount and no other.
    const [from, to] = [stepOf(daysAgo), stepOf(nextDaysAgo) - (jumpsTo === undefined ? 0 : 1)];
    const [before, all] = [workUntil[from] ?? 0, (workUntil[to] ?? 0) - (workUntil[from] ?? 0)];
    for (let at = from; at <= to; at += 1) {
      const share = all === 0 ? 1 : ((workUntil[at] ?? 0) - before) / all;
      cents[at] = Math.round(100 * (start + (end - start) * share));
    }
  }
  return cents;
}

function inMicros(cents = 0): Micros {
  return micros(cents * microsPerCent);
}
