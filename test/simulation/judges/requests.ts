import { claimMs } from '../../../src/core/checks/askOnce';
import type { Asked, Report } from './asked';

const wakeGrace = 30_000;
const longestWait = 7 * 24 * 3_600_000;
const clockSlip = 60_000;

interface Seen {
  /** May still be on its way, or was left behind by a window that died. */
  unresolved: readonly Asked[];
  lastLanded: Asked | null;
  lastAnswered: Asked | null;
  /** By the machine's clock, and for one key. */
  notBefore: number;
  /** What the machine's clock showed when it was told so. */
  toldAt: number;
  key: number;
}

/** incident 10, 11, 12, 14: who asks when, over all windows. */
export class RequestJudge {
  readonly #seen = new Map<string, Seen>();
  count = 0;

  constructor(
    private readonly intervalOf: (account: string) => number,
    private readonly report: Report,
  ) {}

  began(asked: Asked): void {
    this.count += 1;
    if (asked.why === 'key') return;
    const seen = this.#of(asked);
    for (const other of seen.unresolved) this.#mayJoin(other, asked);
    if (asked.why === 'timer') this.#isDue(seen, asked);
    seen.unresolved = [...seen.unresolved.filter(({ end }) => end === 'open' || end === 'crashed'), asked];
  }

  /** Each time that something is sent: by a timer or by hand, first or once more. */
  sent(asked: Asked, wall: number): void {
    if (asked.why === 'key') return;
    const { notBefore, toldAt } = this.#of(asked);
    // Told later than now, or to wait longer than anyone may: it was reckoned by a clock that was ahead.
    if (wall < notBefore && notBefore <= wall + longestWait && toldAt <= wall + clockSlip)
      this.report(`${who(asked)} asked ${(notBefore - wall) / 1000} s before Retry-After was over`);
  }

  crashed(window: string): void {
    for (const { unresolved } of this.#seen.values())
      for (const asked of unresolved) if (asked.window === window && asked.end === 'open') asked.end = 'crashed';
  }

  committed(asked: Asked): void {
    const seen = this.#of(asked);
    seen.unresolved = seen.unresolved.filter((other) => other !== asked);
    seen.lastAnswered = asked;
    if (asked.end === 'committed') seen.lastLanded = asked;
    const after = asked.said?.ok === false ? asked.said.retryAfter : null;
    // An HTTP date is read by the machine's own clock: one that is ahead sees a date that has passed.
    const at = after === null ? 0 : 'date' in after ? after.date : asked.answeredWall + after.seconds * 1000;
    seen.toldAt = asked.answeredWall;
    seen.notBefore = at > asked.answeredWall ? Math.min(at, asked.answeredWall + longestWait) : 0;
  }

  /**
   * Never two at once. Allowed are two cases, in which nobody can know better: the other claim is 90 s old by the machine's
   * clock (its window died, or the machine slept, or the clock went on), or the clock went back while it was held, so
   * that it seems to be made by a clock that was ahead.
   */
  #mayJoin(other: Asked, asked: Asked): void {
    if (other.end !== 'open' && other.end !== 'crashed') return;
    const ranOut = asked.wall - other.wall >= claimMs || asked.stepsBack > other.stepsBack;
    if (!ranOut)
      this.report(`${who(asked)} asked ${(asked.elapsed - other.elapsed) / 1000} s after ${who(other)}, whose claim holds (${other.end})`);
  }

  /** What never committed does not count: its window died or its answer was not about the account any more, and the plan is as before. */
  #isDue({ lastLanded, lastAnswered }: Seen, asked: Asked): void {
    if (lastAnswered?.end === 'silent') {
      if (gap(lastAnswered, asked) < wakeGrace)
        this.report(`${who(asked)} asked ${gap(lastAnswered, asked) / 1000} s after a silent failure`);
      return;
    }
    if (lastLanded === null) return;
    const interval = this.intervalOf(asked.account);
    if (gap(lastLanded, asked) < interval * 0.9)
      this.report(
        `${who(asked)} asked ${gap(lastLanded, asked) / 60_000} min after ${who(lastLanded)}, at an interval of ${interval / 60_000} min`,
      );
  }

  /** What was said to another key says nothing of this one. */
  #of({ account, key }: Asked): Seen {
    const known = this.#seen.get(account);
    if (known && known.key >= key) return known;
    const seen: Seen = { unresolved: [], lastLanded: null, lastAnswered: null, notBefore: 0, toldAt: 0, key };
    this.#seen.set(account, seen);
    return seen;
  }
}

/** Where the clock was set once between two requests, either clock may make the interval; set twice, neither tells it. */
function gap(before: Asked, after: Asked): number {
  const steps = after.steps - before.steps;
  const elapsed = after.elapsed - before.elapsed;
  return steps === 0 ? elapsed : steps === 1 ? Math.max(elapsed, after.wall - before.wall) : Infinity;
}

function who({ account, window, why }: Asked): string {
  return `${account}: the ${why} of window ${window}`;
}
