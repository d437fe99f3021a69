import type { Incident } from './incidents';
import type { World } from './world';
import type { SimulatedWindow } from './window';

const minute = 60_000;

/** Lets something happen. On a machine that sleeps nothing is done by hand, and no window dies. */
export function apply(world: World, incident: Incident): void {
  const { loop, judges } = world;
  if (world.isOver) return;
  switch (incident.kind) {
    case 'crash':
    case 'close':
    case 'zombie':
      if (!loop.isAsleep) leave(world, incident);
      return;
    case 'sleep':
      if (loop.isAsleep) return;
      if (incident.midFlight) {
        world.sleepMidFlight = { ...incident, midFlight: false };
        return;
      }
      loop.sleep(incident.minutes * minute);
      world.deadUntil = loop.sleepsUntil + incident.networkAfterSeconds * 1000;
      judges.liveness.disturbed();
      loop.after(incident.minutes * minute, 'world', () => judges.liveness.disturbed());
      return;
    case 'offline':
      world.offlineUntil = Math.max(world.offlineUntil, loop.elapsed + incident.minutes * minute);
      judges.liveness.disturbed();
      loop.after(incident.minutes * minute, 'world', () => judges.liveness.disturbed());
      return;
    case 'step':
      loop.step(incident.minutes * minute);
      judges.liveness.stepped();
      return;
    case 'key':
      if (!loop.isAsleep) replaceKey(world, incident.window, incident.account);
      return;
    case 'fault': {
      const account = world.of(accountAt(world, incident.account).id);
      account.fault = incident.fault;
      loop.after(incident.minutes * minute, 'world', () => (account.fault = null));
      return;
    }
    case 'money':
      world.of(accountAt(world, incident.account).id).change(incident.unit, incident.hundredths);
      return;
    case 'click': {
      // incident 14: by hand as often, and in as many windows at once, as one likes.
      const clicked = incident.everywhere ? world.windows : [windowAt(world, incident.window)];
      for (const window of clicked)
        if (!loop.isAsleep && window.isWell)
          window.after(world.random.between(0, 40), () =>
            window.click(accountAt(world, incident.account), incident.cancelAfterMs, incident.again),
          );
      return;
    }
    case 'lock': {
      if (incident.midFlight) {
        world.lockMidFlight = { ...incident, midFlight: false };
        return;
      }
      const free = world.stores.lock(incident.reads);
      world.locked = free;
      judges.liveness.disturbed();
      loop.after(incident.seconds * 1000, 'world', () => {
        free();
        if (world.locked === free) world.locked = null;
        judges.liveness.disturbed();
        // What waited for the lock is written when its window looks again.
        loop.after(2_000, 'machine', () => world.followAll());
      });
      return;
    }
    case 'channel':
      world.channel.down(incident.minutes * minute);
      return;
    case 'readd':
      if (!loop.isAsleep) readd(world, incident.window, incident.account);
      return;
    case 'focus':
      for (const window of world.windows)
        window.isFocused = window.isWell && incident.window !== null && window === windowAt(world, incident.window);
      return;
  }
}

/** The slot is empty, or haunted, until another window opens in it. */
function leave(world: World, incident: Extract<Incident, { readonly kind: 'crash' | 'close' | 'zombie' }>): void {
  const slot = incident.window % world.windows.length;
  const window = windowAt(world, slot);
  if (!window.isWell) return;
  // A window that lives on unseen goes on to believe that somebody looks at it.
  if (incident.kind !== 'zombie') window.isFocused = false;
  if (incident.kind === 'crash' && incident.midFlight) {
    world.crashMidFlight.add(window.name);
    return;
  }
  if (incident.kind === 'zombie') {
    window.zombie = incident.hangs ? 'hung' : 'gone';
    world.judges.liveness.disturbed();
  } else {
    if (incident.kind === 'close') window.close();
    world.crash(window);
  }
  world.loop.after(incident.awayMinutes * minute, 'machine', () => {
    // A host whose window is gone is ended some time.
    if (!window.crashed) world.crash(window);
    if (!world.isOver) world.open(slot);
  });
}

function replaceKey(world: World, slot: number, index: number): void {
  const window = windowAt(world, slot);
  const account = accountAt(world, index);
  const provider = world.of(account.id);
  if (!window.isWell || !window.hasKeys || (provider.replacing !== null && !provider.replacing.crashed)) return;
  provider.replacing = window;
  const keep = (): void => {
    provider.key += 1;
    provider.replacing = null;
    world.judges.forgot(account.id);
    world.channel.forgot(account.id);
    for (const other of world.windows) {
      if (other === window || other.crashed) continue;
      other.unheard += 1;
      other.after(world.random.between(5, world.random.isTrue(0.5) ? 50 : 3_000), () => other.hearOfKey(account));
    }
  };
  window.after(
    0,
    () =>
      void window
        .replaceKey(account, provider.key + 1, keep)
        .catch((error: unknown) => world.judges.report(`a window threw ${String(error)}`)),
  );
}

function readd(world: World, slot: number, index: number): void {
  const window = windowAt(world, slot);
  const account = accountAt(world, index);
  const provider = world.of(account.id);
  if (!window.isWell || provider.replacing !== null) return;
  window.after(0, () => {
    provider.key += 1;
    world.judges.forgot(account.id);
    world.channel.forgot(account.id);
    window.checks.forget(account.id);
    for (const other of world.windows) {
      if (other === window || other.crashed) continue;
      other.unheard += 1;
      other.after(world.random.between(5, 3_000), () => other.hearOfKey(account));
    }
  });
}

function windowAt({ windows }: World, index: number): SimulatedWindow {
  return windows[index % windows.length]!;
}

function accountAt({ accounts }: World, index: number): World['accounts'][number] {
  return accounts[index % accounts.length]!;
}
