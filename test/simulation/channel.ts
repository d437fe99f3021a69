import type { Exchange } from '../../src/core/provider/transport';
import type { Alert } from '../../src/core/checks/alerts';
import { messageText } from '../../src/core/notify/message';
import { postClaimMs } from '../../src/core/checks/postDue';
import type { Loop } from './loop';
import type { SimulatedWindow } from './window';

interface Sent {
  readonly window: SimulatedWindow;
  readonly elapsed: number;
  readonly steps: number;
  isOver: boolean;
}

/** A team's channel, and who sees what is posted to it: each alert's message once, and none lost. */
export class Channel {
  readonly #due = new Map<string, { readonly account: string; isForgotten: boolean }>();
  readonly #posted = new Map<string, number>();
  readonly #givenUp = new Set<string>();
  readonly #sent = new Map<string, Sent>();
  #downUntil = -Infinity;

  constructor(
    private readonly loop: Loop,
    private readonly report: (violation: string) => void,
  ) {}

  down(ms: number): void {
    this.#downUntil = Math.max(this.#downUntil, this.loop.elapsed + ms);
  }

  /** What is to be posted of an alert, as it waits in the store. */
  textOf({ account, rule, unit, at }: Alert): string {
    return messageText({ kind: 'alert', title: `${account} ${rule} ${unit ?? ''} ${at}`, lines: [] });
  }

  /** It is in the store, so it is posted or given up some time, unless its account is forgotten before. */
  committed({ account, rule, unit, at }: Alert): void {
    this.#due.set(`${account} ${rule} ${unit ?? ''} ${at}`, { account, isForgotten: false });
  }

  forgot(account: string): void {
    for (const due of this.#due.values()) if (due.account === account) due.isForgotten = true;
  }

  givenUp(title: string): void {
    if (this.#givenUp.has(title)) this.report(`the message "${title}" was given up twice`);
    this.#givenUp.add(title);
  }

  take(title: string, window: SimulatedWindow): Exchange {
    this.#mayPost(title, window);
    const isDown = this.loop.elapsed < this.#downUntil;
    if (!isDown) this.#posted.set(title, (this.#posted.get(title) ?? 0) + 1);
    return isDown
      ? { ok: true, status: 503, contentType: '', retryAfter: null, body: '' }
      : { ok: true, status: 204, contentType: '', retryAfter: null, body: '' };
  }

  /** The window has its answer, so what it makes of it is in the store. */
  answered(title: string): void {
    const sent = this.#sent.get(title);
    if (sent) sent.isOver = true;
  }

  /** @param waiting how many are still in the store, such as for a channel that was down until the end */
  settle(waiting: number): void {
    const open = [...this.#due].filter(([title, { isForgotten }]) => !isForgotten && !this.#posted.has(title) && !this.#givenUp.has(title));
    const [first] = open.map(([title]) => title);
    if (open.length > waiting) this.report(`${open.length - waiting} messages were lost, such as "${first}"`);
  }

  /** Again only where the window that was at it died, slept, or had its clock set. */
  #mayPost(title: string, window: SimulatedWindow): void {
    const before = this.#sent.get(title);
    const { elapsed, steps, sleepsUntil } = this.loop;
    if (before && this.#posted.has(title)) {
      const isExcused =
        !before.isOver &&
        (before.window.crashed || elapsed - before.elapsed >= postClaimMs || steps !== before.steps || sleepsUntil > before.elapsed);
      if (!isExcused) this.report(`the message "${title}" was posted once more, by window ${window.name}`);
    }
    this.#sent.set(title, { window, elapsed, steps, isOver: false });
  }
}
