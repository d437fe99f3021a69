import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../../../src/core/model/account';
import type { Outcome } from '../../../src/core/model/outcome';
import { alertRules, type Alert } from '../../../src/core/checks/alerts';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import type { Loop } from '../loop';
import type { Said } from '../provider';
import type { SimulatedWindow } from '../window';
import { AlertOracle } from './alertOracle';
import type { Asked } from './asked';
import { FailureOracle } from './failureOracle';
import { LivenessJudge } from './liveness';
import { RequestJudge } from './requests';

export interface JudgesFacts {
  readonly loop: Loop;
  readonly accounts: readonly Account[];
  readonly limits: Readonly<Record<string, number>>;
  readonly tickMs: number;
  readonly intervalOf: (account: Account) => number;
  readonly keyOf: (account: string) => number;
  readonly isCared: () => boolean;
}

/** They see what happens and what is told, and compare. They never change a thing. */
export class Judges {
  readonly violations: string[] = [];
  readonly requests: RequestJudge;
  readonly liveness: LivenessJudge;
  readonly rules = new Set(alertRules);
  readonly #oracles: ReadonlyMap<string, { readonly alerts: AlertOracle; readonly failures: FailureOracle }>;
  #due: string[] = [];
  readonly #told: string[] = [];

  /** Readings that went into the history and have not committed. */
  recorded = 0;

  constructor(private readonly facts: JudgesFacts) {
    const { loop, accounts, tickMs, intervalOf, isCared, limits } = facts;
    const ofId = (id: string): number => intervalOf(accounts.find((account) => account.id === id)!);
    this.requests = new RequestJudge(ofId, this.report);
    this.liveness = new LivenessJudge(
      { elapsed: () => loop.elapsed, wall: () => loop.wall, tickMs, intervalOf: ofId, isCared },
      this.report,
    );
    this.#oracles = new Map(accounts.map(({ id }) => [id, { alerts: new AlertOracle(limits), failures: new FailureOracle(this.report) }]));
  }

  readonly report = (violation: string): void => {
    this.violations.push(
      `${new Date(this.facts.loop.wall).toISOString()} (${(this.facts.loop.elapsed / 60_000).toFixed(2)} min in) ${violation}`,
    );
  };
  /** A request committed, whichever window made it. */
  committed(asked: Asked, outcome: Outcome, alerts: readonly Alert[]): void {
    const { account, said, key } = asked;
    if (outcome.ok) this.recorded -= 1;
    // incident 15
    if (key !== this.facts.keyOf(account)) this.report(`${account}: what was said to key ${key} committed after it was replaced`);
    if (said === null || !agrees(said, outcome)) this.report(`${account}: what was committed is not what the provider said`);
    if (asked.end === 'silent') this.#mayBeSilent(asked);
    this.requests.committed(asked);
    this.liveness.committed(asked);
    const oracle = this.#oracles.get(account);
    if (oracle === undefined || said === null) return;
    oracle.failures.committed(
      asked,
      alerts.some(({ rule }) => rule === 'checkFailing'),
    );
    const due = asked.end === 'silent' ? [] : oracle.alerts.committed(said);
    this.#due.push(...due.map((what) => `${account} ${what} at ${this.facts.loop.wall}`));
    // The oracle of failures has judged these, and of a runway only that it is told once is judged here.
    this.#due.push(...alerts.filter(({ rule }) => rule === 'runway' || rule === 'checkFailing').map(nameOf));
  }

  /** incident 17: silence is for a network that is not back yet. The tick that sees the jump starts half a minute of it. */
  #mayBeSilent({ account, said }: Asked): void {
    const { loop, tickMs } = this.facts;
    if (said?.ok !== false || said.kind !== 'unreachable') this.report(`${account}: what the provider said was not shown`);
    if (loop.sinceJump > tickMs + 60_000)
      this.report(`${account}: a failure was not shown ${loop.sinceJump / 60_000} min after the clock jumped`);
  }

  told(alert: Alert): void {
    this.#told.push(nameOf(alert));
  }

  forgot(account: string): void {
    this.#oracles.get(account)?.alerts.forget();
    this.#oracles.get(account)?.failures.forget();
    this.liveness.forgot(account);
    // What nobody has been told by now is not about the account any more.
    this.#due = this.#due.filter((one) => !one.startsWith(`${account} `) || this.#told.includes(one));
  }

  /** incident 13, 19: a window that has followed shows what all know. */
  shows({ name, checks, store, hasKeys, unheard }: SimulatedWindow): void {
    if (unheard > 0) return;
    for (const account of this.facts.accounts) {
      const { reading, error, checkedAt } = store.changes(null).records.get(account.id) ?? nothingKnown;
      const snapshot = checks.snapshot(account);
      const [shown, known] = hasKeys
        ? [
            [snapshot.reading, snapshot.error, snapshot.checkedAt],
            [reading, error, checkedAt],
          ]
        : [[snapshot.reading], [reading]];
      if (checkedAt !== null && !isDeepStrictEqual(shown, known))
        this.report(`${account.id}: window ${name} shows ${JSON.stringify(shown)}, and all know ${JSON.stringify(known)}`);
    }
  }

  /** incident 40: every crossing once, over all windows, and nothing else. */
  settle(): void {
    this.liveness.checkAll();
    // incident 15: what is not about the account any more is not in its history either.
    if (this.recorded !== 0) this.report(`${this.recorded} readings were recorded that never committed`);
    const left = [...this.#told];
    const missed = this.#due.filter((one) => {
      const index = left.indexOf(one);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    if (missed.length > 0) this.report(`crossings that nobody was told of: ${firstOf(missed)}`);
    if (left.length > 0) this.report(`alerts without a crossing, or once too often: ${firstOf(left)}`);
  }

  get alerts(): number {
    return this.#told.length;
  }
}

function firstOf(list: readonly string[]): string {
  return [...list.slice(0, 3), ...(list.length > 3 ? [`${list.length - 3} more`] : [])].join(', ');
}

function nameOf({ account, rule, unit, at }: Alert): string {
  return `${account} ${unit === null ? rule : `${rule} ${unit}`} at ${at}`;
}

function agrees(said: Said, outcome: Outcome): boolean {
  if (!said.ok || !outcome.ok) return said.ok === outcome.ok;
  const known = outcome.reading.balances.filter(({ available }) => available !== null);
  return known.length === said.amounts.size && known.every(({ unit, available }) => said.amounts.get(unit) === available);
}
