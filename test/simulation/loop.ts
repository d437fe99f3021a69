/** `machine`: runs in a window, so not while the machine sleeps. `world`: provider, money, person. */
export type Scope = 'machine' | 'world';

interface Entry {
  at: number;
  readonly scope: Scope;
  readonly task: () => void;
}

/** Time that is true, and the clock of the machine, which may be wrong. Nothing here waits: time goes to where the next thing happens. */
export class Loop {
  /** Milliseconds since the simulation began; it never goes back. */
  elapsed = 0;
  sleepsUntil = -Infinity;
  sleptFrom = -Infinity;
  /** When the clock was set or the machine woke last. */
  #jumpedAt = -Infinity;
  /** How often the machine's clock was set, and how often back. */
  steps = 0;
  stepsBack = 0;
  /** By how much the machine's clock is wrong. */
  offset = 0;
  #entries: Entry[] = [];

  constructor(private readonly began: number) {}

  /** What the machine's clock shows. */
  get wall(): number {
    return this.began + this.elapsed + this.offset;
  }

  get isAsleep(): boolean {
    return this.elapsed < this.sleepsUntil;
  }

  /** How long ago the clock was set or the machine woke: for a window both are a clock that jumped. */
  get sinceJump(): number {
    return this.elapsed - Math.max(this.#jumpedAt, this.sleepsUntil);
  }

  after(ms: number, scope: Scope, task: () => void): void {
    this.#insert({ at: this.elapsed + Math.round(ms), scope, task });
  }

  step(ms: number): void {
    this.offset += ms;
    this.#jumpedAt = this.elapsed;
    this.steps += 1;
    if (ms < 0) this.stepsBack += 1;
  }

  /** Timers of a sleeping machine stand still; the world goes on. */
  sleep(ms: number): void {
    this.sleptFrom = this.elapsed;
    this.sleepsUntil = this.elapsed + ms;
    const moved = this.#entries.filter(({ scope }) => scope === 'machine');
    this.#entries = this.#entries.filter(({ scope }) => scope !== 'machine');
    for (const entry of moved) this.#insert({ ...entry, at: entry.at + ms });
  }

  /** Runs everything until then, in order. A window's code is promises alone, so one turn of the real loop lets all of it happen. */
  async runUntil(end: number, goOn: () => boolean): Promise<void> {
    for (;;) {
      const next = this.#entries[0];
      if (next === undefined || next.at > end || !goOn()) break;
      this.#entries.shift();
      this.elapsed = Math.max(this.elapsed, next.at);
      next.task();
      if (next.scope === 'machine') await new Promise((resolve) => setImmediate(resolve));
    }
    this.elapsed = Math.max(this.elapsed, end);
  }

  #insert(entry: Entry): void {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.at ?? Infinity) <= entry.at) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
  }
}
