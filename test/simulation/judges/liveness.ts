import { claimMs } from '../../../src/core/checks/askOnce';
import type { Asked, Report } from './asked';

export interface LivenessFacts {
  readonly elapsed: () => number;
  readonly wall: () => number;
  readonly tickMs: number;
  readonly intervalOf: (account: string) => number;
  /** A window that is awake, has a person, a network, and this account's key. */
  readonly isCared: (account: string) => boolean;
}

interface Wait {
  deadline: number;
  /** What the plan says at the longest, from whenever it is made anew. */
  longest: number;
  /** By the machine's clock. */
  retryAt: number;
  cared: boolean;
  /** The clock was set since the last answer; whoever comes next may be the first to see it, and plans from there. */
  planAnew: boolean;
}

const hour = 3_600_000;
const longestWait = 7 * 24 * hour;

/** incident 13, 17: while one window is well, nothing waits for ever; a window that died is replaced. */
export class LivenessJudge {
  readonly #waits = new Map<string, Wait>();
  #lastLead = 0;
  #disturbedAt = 0;
  /** Whose lease runs, as far as can be told. */
  #leader: string | null = null;

  constructor(
    private readonly facts: LivenessFacts,
    private readonly report: Report,
  ) {}

  /**
   * A lease, the tick that finds it run out, and two more: one for an account that another window should have asked, one
   * for a claim left behind.
   */
  get #slack(): number {
    return 4 * this.facts.tickMs + claimMs;
  }

  begin(account: string): void {
    this.#waits.set(account, {
      deadline: this.facts.elapsed() + this.#slack,
      longest: 0,
      retryAt: 0,
      cared: this.facts.isCared(account),
      planAnew: false,
    });
  }

  committed({ account, said, end, answeredWall }: Asked): void {
    this.check(account);
    const interval = this.facts.intervalOf(account);
    const after = said?.ok === false ? said.retryAfter : null;
    const wait = this.#of(account);
    wait.planAnew = false;
    if (end === 'silent') wait.longest = 30_000;
    else {
      // Failures double the wait up to an hour, refusals up to six.
      const most = said?.ok === false && said.kind === 'refused' ? 6 * hour : hour;
      wait.longest = (said?.ok === true ? interval : Math.max(interval, most)) * 1.1;
      wait.retryAt = after === null ? 0 : 'date' in after ? after.date : answeredWall + after.seconds * 1000;
    }
    this.#plan(wait);
  }

  /** Nothing is known of it, so it is due. */
  forgot(account: string): void {
    const wait = this.#of(account);
    Object.assign(wait, { longest: 0, retryAt: 0 });
    this.#plan(wait);
  }

  /** The clock was set: what is planned by it may come a whole wait later. */
  stepped(): void {
    this.#lastLead = this.facts.elapsed();
    this.#leader = null;
    for (const [account, wait] of this.#waits) {
      this.check(account);
      if (wait.cared) this.#plan(wait, wait.deadline);
      wait.planAnew = true;
    }
  }

  /** A window came, died or slept: its lease has to run out first. Where nobody was there, what came due meanwhile is asked at once. */
  disturbed(): void {
    const now = this.facts.elapsed();
    this.#disturbedAt = now;
    for (const [account, wait] of this.#waits) {
      if (wait.cared) this.check(account);
      const wasCared = wait.cared;
      wait.cared = this.facts.isCared(account);
      if (wait.cared && !wasCared && wait.planAnew) this.#plan(wait, wait.deadline);
      wait.deadline = Math.max(wait.deadline, now + this.#slack);
    }
  }

  led(window: string): void {
    const { elapsed, tickMs } = this.facts;
    if (this.#leader !== null && this.#leader !== window && elapsed() - this.#lastLead < 2 * tickMs)
      this.report(`window ${window} watches while the lease of ${this.#leader} runs`);
    this.#leader = window;
    // The lease lasts two ticks; whoever is left finds it run out within one more.
    const gap = elapsed() - Math.max(this.#lastLead, this.#disturbedAt);
    if (gap > 3 * tickMs + 60_000 && [...this.#waits.values()].every(({ cared }) => cared))
      this.report(`nobody led for ${gap / tickMs} ticks`);
    this.#lastLead = elapsed();
  }

  resigned(window: string): void {
    if (this.#leader === window) this.#leader = null;
  }

  check(account: string): void {
    const { deadline, cared } = this.#of(account);
    const late = this.facts.elapsed() - deadline;
    if (cared && late > 0) this.report(`${account}: not checked ${late / 60_000} min after the latest time it had to be`);
  }

  checkAll(): void {
    for (const account of this.#waits.keys()) this.check(account);
  }

  #plan(wait: Wait, atLeast = 0): void {
    const { elapsed, wall } = this.facts;
    wait.deadline = Math.max(atLeast, elapsed() + Math.max(wait.longest, Math.min(wait.retryAt - wall(), longestWait)) + this.#slack);
  }

  #of(account: string): Wait {
    const wait = this.#waits.get(account);
    if (wait === undefined) throw new Error(`${account} was not begun`);
    return wait;
  }
}
