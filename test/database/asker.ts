import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../src/core/model/outcome';
import { queryLimits, type QueryLimits } from '../../src/node/postgres/postgresQuery';

/** What is asked where. */
export interface Asked {
  /** `host:port`. */
  readonly place: string;
  readonly connection: string;
  readonly definition: Readonly<Record<string, string>>;
  readonly limits: QueryLimits;
  readonly now: number;
}

export interface WorkerAnswer {
  readonly id: number;
  readonly outcome?: Outcome;
  readonly faults?: readonly string[];
  readonly strays?: readonly string[];
}

export interface Told {
  /** Absent where nothing came of it: the thread was held, or the promise was rejected. */
  readonly outcome?: Outcome;
  /** Faults of our own that the account's failure stands for. */
  readonly faults: readonly string[];
}

/** So short that a silent server costs little; how long the whole may take is what ends it. */
const shortLimits: QueryLimits = { ...queryLimits, connectMs: 250, statementMs: 200, wholeMs: 400 };
export const sampleNow = Date.UTC(2026, 10, 25, 15);
export const usualQuery = "SELECT amount, 'USD' AS unit FROM credits";

/** Beyond every limit of the code's own: whoever needs this long never gives up. */
const heldMs = 10_000;

/** Someone who asks databases, in a thread that can be ended. */
export class Asker {
  #worker: Worker | undefined;
  #nextId = 0;
  readonly #waiting = new Map<number, (answer: WorkerAnswer) => void>();

  /** Asks as an account does, with `reader` and `secret` where nothing else is said. */
  async ask(place: string, more: Partial<Asked> = {}): Promise<Told> {
    const limits = more.limits ?? shortLimits;
    const connection = `postgresql://reader:secret@${place}/billing`;
    const asked: Asked = { place, connection, limits, now: sampleNow, ...more, definition: { query: usualQuery, ...more.definition } };
    const { outcome, faults = [] } = await this.#send(asked, limits.wholeMs + heldMs);
    return { faults, ...(outcome === undefined ? {} : { outcome }) };
  }

  /** What was thrown where nobody could catch it, since the last time. */
  async strays(): Promise<readonly string[]> {
    return (await this.#send(null, heldMs)).strays ?? ['the thread is held'];
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    for (const [id, answer] of this.#waiting) answer({ id, faults: ['held: the thread did not come back'] });
    this.#waiting.clear();
  }

  #send(ask: Asked | null, limitMs: number): Promise<WorkerAnswer> {
    const id = this.#nextId++;
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve) => {
      const timer = setTimeout(() => void this.stop(), limitMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      worker.postMessage({ id, ask });
    });
  }

  #start(): Worker {
    const worker = new Worker(join(__dirname, 'askerWorker.js'), { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.on('message', (answer: WorkerAnswer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    worker.on('error', (error) => {
      for (const [id, answer] of this.#waiting) answer({ id, faults: [`the thread ended: ${error.message}`] });
      this.#waiting.clear();
      this.#worker = undefined;
    });
    return worker;
  }
}
