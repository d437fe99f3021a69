import assert from 'node:assert/strict';
import { apply } from './apply';
import type { Plan } from './incidents';
import type { Stores } from './stores';
import { World } from './world';

const minute = 60_000;
const day = 24 * 60 * minute;

export interface Simulated {
  readonly requests: number;
  readonly alerts: number;
}

/**
 * Runs a plan to its end, and then for as long as one healthy window needs to tell what is left.
 * @throws at the first thing that must not be
 */
export async function simulate(plan: Plan, stores: Stores, keepsHistory = false): Promise<Simulated> {
  stores.empty();
  const world: World = new World(plan, stores, keepsHistory, (incident) => apply(world, incident));
  const { loop, judges, accounts } = world;
  for (const { id } of accounts) {
    judges.liveness.begin(id);
    live(world, id);
  }
  // Not all at once: a window that comes later finds what the others know.
  for (let slot = 0; slot < plan.windows; slot += 1) world.open(slot);
  for (const { atMinute, incident } of plan.happenings) loop.after(atMinute * minute, 'world', () => apply(world, incident));
  const goesOn = (): boolean => judges.violations.length === 0;
  await loop.runUntil(plan.days * day, goesOn);
  world.isOver = true;
  world.locked?.();
  world.locked = null;
  // A window with keys, so that what is pending is told.
  world.crash(world.windows[0]!);
  world.open(0, true);
  const last = world.windows[0]!;
  for (const window of world.windows) window.isFocused = window === last;
  await loop.runUntil(Math.max(loop.elapsed, loop.sleepsUntil) + plan.intervalMinutes * minute, goesOn);
  last.follow();
  if (goesOn()) {
    judges.settle();
    world.channel.settle(last.store.posts('').count);
  }
  for (const window of world.windows) world.crash(window);
  assert.deepEqual(judges.violations.slice(0, 1), [], 'nothing that must not be');
  return { requests: judges.requests.count, alerts: judges.alerts };
}

function live(world: World, id: string): void {
  world.of(id).live();
  world.loop.after(30 * minute, 'world', () => live(world, id));
}
