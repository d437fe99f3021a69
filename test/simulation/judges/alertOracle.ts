import type { Said } from '../provider';

const oneUnit = 1_000_000;

interface UnitState {
  last: number;
  readonly armed: Map<string, boolean>;
}

/**
 * Says from the answers alone what was to be told. Written apart from the code it judges, in the words of the design:
 * once per crossing, again only above 110 % or after a top-up, never from the first answer to a key.
 */
export class AlertOracle {
  #units = new Map<string, UnitState>();
  #refusedArmed = true;
  #paymentArmed = true;
  /** Nothing is left in any unit, as far as the answers so far tell; what one of them could not name counts as it was before. */
  #isGone = false;

  constructor(private readonly limits: Readonly<Record<string, number>>) {}

  forget(): void {
    this.#units = new Map();
    this.#refusedArmed = true;
    this.#paymentArmed = true;
    this.#isGone = false;
  }

  /** @returns `low CNY`, or a rule alone where it is about the whole account */
  committed(said: Said): readonly string[] {
    const isFirst = this.#units.size === 0;
    if (!said.ok) {
      if (said.kind !== 'paymentRequired') return [];
      // Nothing left, and a refusal for lack of money, are one crossing, whichever is seen first.
      const crosses = this.#paymentArmed && !isFirst && !this.#isGone;
      this.#paymentArmed = false;
      return crosses ? ['exhausted'] : [];
    }
    const wasRefusedPayment = !this.#paymentArmed;
    const told = [...said.amounts]
      .flatMap(([name, amount]) => this.#crossed(name, amount))
      .filter((crossing) => !(wasRefusedPayment && crossing.startsWith('exhausted')));
    const hasMoney = [...said.amounts.values()].some((amount) => amount > 0);
    const isRefused = said.refused && hasMoney;
    if (isRefused && this.#refusedArmed && !isFirst) told.push('unavailable');
    // An answer without the money that counts says neither that it is there nor that it is not.
    if (hasMoney || said.refused) this.#refusedArmed = !isRefused;
    if (hasMoney) this.#paymentArmed = true;
    const isAllKnown = Object.keys(this.limits).every((name) => this.#units.has(name));
    this.#isGone = ![...this.#units.values()].some(({ last }) => last > 0) && (isAllKnown || said.refused);
    return told;
  }

  #crossed(name: string, amount: number): readonly string[] {
    const limit = this.limits[name] ?? NaN;
    const levels: readonly (readonly [string, number, number])[] = [
      ['exhausted', 0, (limit / 5) * 1.1],
      ['critical', limit / 5, (limit / 5) * 1.1],
      ['low', limit, limit * 1.1],
    ];
    const known = this.#units.get(name);
    if (known === undefined) {
      this.#units.set(name, { last: amount, armed: new Map(levels.map(([level, at]) => [level, amount > at])) });
      return [];
    }
    const isTopUp = amount - known.last >= Math.max(oneUnit, Math.abs(known.last) / 100);
    known.last = amount;
    const crossed: string[] = [];
    for (const [level, at, rearmsAbove] of levels) {
      const isArmed = known.armed.get(level) === true || amount > rearmsAbove || (isTopUp && amount > at);
      if (isArmed && amount <= at) crossed.push(level);
      known.armed.set(level, isArmed && amount > at);
    }
    // Most severe first: a fall through several limits is one alert.
    return crossed.slice(0, 1).map((level) => `${level} ${name}`);
  }
}
