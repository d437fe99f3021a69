import type { Fault } from './faults';
import type { Received } from './receiver';
import type { Shown } from './shown';

/** All of one request, and what became of it. */
export interface Recorded extends Omit<Received, 'now' | 'earlier'> {
  /** Null: it was for none. */
  readonly vendor: string | null;
  /** In ms since 1970. */
  readonly at: number;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly fault: Fault;
  /** Null: the connection ended without an answer. */
  readonly status: number | null;
  /** Null: nobody in the channel sees anything. */
  readonly shown: Shown | null;
}

/** What arrived, oldest first. */
export class ArrivalRecord {
  #all: readonly Recorded[] = [];
  #waiting: { readonly vendor: string; readonly resolve: (one: Recorded) => void }[] = [];

  get all(): readonly Recorded[] {
    return this.#all;
  }

  add(one: Recorded): void {
    this.#all = [...this.#all, one];
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ vendor }) => vendor !== one.vendor);
    for (const { vendor, resolve } of waiting) if (vendor === one.vendor) resolve(one);
  }

  next(vendor: string): Promise<Recorded> {
    return new Promise((resolve) => this.#waiting.push({ vendor, resolve }));
  }
}
