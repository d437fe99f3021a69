import type { Money } from '../sandbox/money';
import { courseOf } from './course';
import type { Mark, Story } from './stories';
import { along } from './storyRows';

/** What the sandbox answers: where the story has come to. */
export function storyMoney(story: Story, now: number): Money {
  const { unit, paid, granted = [], more } = story;
  return { unit, paid: lastOf(paid), granted: lastOf(granted), ...more, ...spendOf(story, now) };
}

function lastOf(marks: readonly Mark[]): string {
  const [, amount = 0, after = amount] = marks.at(-1) ?? [];
  return after.toFixed(2);
}

/** As vendors count: in days of UTC, weeks from Monday on. */
function spendOf({ paid, seed, spentBefore }: Story, now: number): Pick<Money, 'spend'> {
  if (spentBefore === undefined) return {};
  const course = courseOf(now, seed);
  const cents = along(paid, course);
  const drops = cents.map((amount, index) => ({ at: course.times[index] ?? 0, cents: Math.max(0, (cents[index - 1] ?? amount) - amount) }));
  const since = (from: number): number => drops.reduce((sum, drop) => sum + (drop.at >= from ? drop.cents : 0), 0);
  const today = new Date(now).setUTCHours(0, 0, 0, 0);
  const monday = today - ((new Date(now).getUTCDay() + 6) % 7) * 86_400_000;
  const firstOfMonth = new Date(today).setUTCDate(1);
  const [day, week, month] = [inUnits(since(today)), inUnits(since(monday)), inUnits(since(firstOfMonth))];
  return { spend: { day, week, month, total: inUnits(Math.round(spentBefore * 100) + since(0)) } };
}

function inUnits(cents: number): string {
  return (cents / 100).toFixed(2);
}
