import type { Asked, Report } from './asked';

/**
 * Three failures in a row, or two refusals, are told once, until an answer. A silent failure does not count; a 402 is an
 * answer and begins the count anew, and a missing number is no failure to tell of.
 */
export class FailureOracle {
  #inARow = 0;
  #refusedInARow = 0;
  #told = false;

  constructor(private readonly report: Report) {}

  forget(): void {
    this.#inARow = 0;
    this.#refusedInARow = 0;
    this.#told = false;
  }

  committed({ said, end, account }: Asked, alerted: boolean): void {
    if (said === null || end === 'silent') {
      if (alerted) this.report(`${account}: a failure just after a wake was told`);
      return;
    }
    if (said.ok) this.forget();
    else this.#inARow = said.kind === 'paymentRequired' ? 0 : this.#inARow + 1;
    this.#refusedInARow = !said.ok && said.kind === 'refused' ? this.#refusedInARow + 1 : 0;
    const counts = !said.ok && said.kind !== 'notReported';
    const due = counts && (this.#inARow >= 3 || this.#refusedInARow >= 2) && !this.#told;
    if (due !== alerted)
      this.report(`${account}: ${this.#inARow} failures in a row were ${alerted ? '' : 'not '}told${this.#told ? ', again' : ''}`);
    if (due) this.#told = true;
  }
}
