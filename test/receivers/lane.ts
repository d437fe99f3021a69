import { answerOf, type Fault } from './faults';
import type { Answer, Received, Receiver } from './receiver';
import type { Shown } from './shown';

export interface Outcome {
  /** As it was when the request came. */
  readonly fault: Fault;
  /** Null: the connection ends without an answer. */
  readonly answer: Answer | null;
  readonly shown: Shown | null;
}

/** One receiver on a running server: what it is switched to, and what it was asked before. */
export class Lane {
  readonly receiver: Receiver;
  #fault: Fault = 'ok';
  /** When each bucket was asked, in ms since 1970. */
  readonly #asked = new Map<string, readonly number[]>();
  #held: (() => void)[] = [];
  #waiting: (() => void)[] = [];

  constructor(receiver: Receiver) {
    this.receiver = receiver;
  }

  set(fault: Fault): void {
    this.#fault = fault;
    if (fault === 'slow') return;
    for (const release of this.#held.splice(0)) release();
  }

  arrived(): Promise<void> {
    return this.#held.length > 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** `left` resolves when the caller hangs up, which ends the wait of `slow`. */
  async take(request: Omit<Received, 'earlier'>, left: Promise<void>): Promise<Outcome> {
    const fault = this.#fault;
    if (fault === 'slow') {
      let release = (): void => undefined;
      const released = new Promise<'released'>((resolve) => {
        release = () => resolve('released');
      });
      this.#held.push(release);
      this.#announce();
      if ((await Promise.race([released, left])) !== 'released') {
        this.#held = this.#held.filter((one) => one !== release);
        return { fault, answer: null, shown: null };
      }
    }
    this.#announce();
    const now = this.#fault;
    if (now === 'down' || now === 'slow') return { fault, answer: null, shown: null };
    const answer = answerOf(now, this.receiver);
    if (answer) return { fault, answer, shown: null };
    const { shown, ...own } = this.#reply(request);
    return { fault, answer: own, shown };
  }

  #announce(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #reply(request: Omit<Received, 'earlier'>): ReturnType<Receiver['reply']> {
    const bucket = this.receiver.bucket({ ...request, earlier: [] });
    const earlier = this.#asked.get(bucket) ?? [];
    this.#asked.set(bucket, [...earlier, request.now]);
    return this.receiver.reply({ ...request, earlier });
  }
}
