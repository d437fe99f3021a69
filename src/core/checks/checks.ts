import type { Account } from '../model/account';
import type { Outcome } from '../model/outcome';
import { ownFault } from '../model/providerError';
import type { Reading } from '../model/reading';
import type { Snapshot } from '../model/snapshot';
import type { EpochMs } from '../time/epoch';
import { hostOf } from '../provider/origin';
import type { Alert, AlertContext } from './alerts';
import { askOnce, newClaimant, type Asking, type AskPorts } from './askOnce';
import { Flights, type CheckOptions } from './flights';
import { goneMark } from './keyMark';
import { Known } from './known';
import { placeKey } from './placeKey';
import { recordOutcome, type Answered } from './recordOutcome';
import type { PlanContext } from './schedule';
import { UnaskedHere } from './unaskedHere';
import { waitsUntil } from './waitsUntil';
import { snapshotOf, type Committed, type NewPost, type WatchRecord } from './watchRecord';
import type { WatchStore } from './watchStore';
import type { AccountId } from '../model/accountId';

export interface ChecksPorts extends Pick<AskPorts, 'owner' | 'now' | 'prepare' | 'pause' | 'repeat' | 'onFault'> {
  readonly store: WatchStore;
  readonly planContext: (account: Account) => PlanContext;
  readonly alertContext: (account: Account, outcome: Outcome) => AlertContext;
  /** What is to be posted of the alerts, as it is then known of the account. */
  readonly postsOf: (account: Account, snapshot: Snapshot, alerts: readonly Alert[]) => readonly NewPost[];
  /** This window's answer is in the store: it goes into history, a log, and to whoever posts. */
  readonly onCommitted: (account: Account, outcome: Outcome, committed: Committed) => void;
  /** Something is known, or under way, that was not before. */
  readonly onChange: (accountId: AccountId) => void;
}

/**
 * What is known of each account, and the one place that starts requests. It holds nothing of its own but what is under way:
 * an answer goes into the store that all windows share, and is shown as it is read from there.
 */
export class Checks {
  readonly #known: Known;
  readonly #flights: Flights;
  readonly #unasked = new UnaskedHere();

  constructor(private readonly ports: ChecksPorts) {
    this.#flights = new Flights((asking) => this.#ask(asking), ports.onChange);
    this.#known = new Known(ports.store, (id, { epoch }, before) => {
      // Another window replaced its key: what is on its way here is not about it any more.
      if (before !== undefined && epoch !== before.epoch) this.#flights.drop(id);
      ports.onChange(id);
    });
  }

  snapshot(account: Account): Snapshot {
    const record = this.recordOf(account);
    const known = snapshotOf(record, this.#flights.isAsked(account.id));
    const shown = this.#unasked.over(account.id, () => placeKey(account), known);
    return shown === known && this.#known.isFromBefore(record) ? { ...known, isFromBefore: true } : shown;
  }

  recordOf(account: Account): WatchRecord {
    return this.#known.recordOf(account);
  }

  /** Brings in what other windows asked. Cheap where they asked nothing. */
  follow(): void {
    this.#known.follow();
  }

  /** See {@link Known.seed}. */
  seed(accountId: AccountId, reading: Reading): void {
    this.#known.seed(accountId, reading);
  }

  /** Checks all side by side. A second check joins the running one; it is cancelled when nobody waits for it any more. */
  async check(accounts: readonly Account[], signal: AbortSignal, options: CheckOptions = {}): Promise<void> {
    this.follow();
    if (signal.aborted) return;
    // `Retry-After` binds a person's click as well, whichever endpoint asked for it: asking again would renew the penalty.
    const free = accounts.filter((account) => waitsUntil(this.snapshot(account), this.ports.now()) === null);
    await this.#flights.join(free, signal, options);
  }

  /** For a removed account, a replaced key or a changed origin: nothing that is known, or on its way, is about it any more. */
  forget(accountId: AccountId): void {
    this.#flights.drop(accountId);
    this.#unasked.clear(accountId);
    this.ports.store.forget(accountId, this.ports.now());
    this.follow();
  }

  /**
   * Forgets before and after: a check in between may ask with either key, and takes nothing that is known for its own. Where the key
   * could not be replaced, what was known is known again.
   */
  async replaceKey(account: Account, replace: () => Promise<void>): Promise<void> {
    const known = this.recordOf(account);
    let isReplaced = false;
    this.forget(account.id);
    try {
      await replace();
      isReplaced = true;
    } finally {
      this.forget(account.id);
      if (!isReplaced) this.restore(account.id, known);
    }
  }

  /** After a person took the forgetting back. Nothing was asked meanwhile, so what was known is known again. */
  restore(accountId: AccountId, known: WatchRecord): void {
    this.ports.store.change(accountId, ({ epoch }) => ({ ...known, epoch }));
    this.follow();
  }

  /**
   * Its key is another one, as said by the place where keys are kept: what could not be asked can be, and what is asked
   * with the old one counts for nothing.
   */
  keyChanged(accountId: AccountId): void {
    this.#flights.drop(accountId);
    this.#unasked.clear(accountId);
    this.follow();
    this.ports.onChange(accountId);
  }

  /** Takes over what a key gave when it was tried. */
  accept(account: Account, outcome: Outcome): void {
    this.#write(account, outcome, { keyMark: null, isAsked: true });
  }

  /**
   * No window could ask it for a while, so why this one cannot is the truth of all: it is counted, told and asked again as a
   * refusal is. The key may come back as it was.
   */
  countUnasked(account: Account): void {
    const record = this.recordOf(account);
    const error = this.#unasked.reasonOf(account.id, () => placeKey(account), record);
    if (error !== null) this.#write(account, { ok: false, error }, { keyMark: goneMark(record.keyMark), isAsked: false });
  }

  /** What nobody had to be asked for just now. Whoever is asking knows more. */
  #write(account: Account, outcome: Outcome, { keyMark, isAsked }: Pick<Answered, 'keyMark' | 'isAsked'>): void {
    const { store, owner, now } = this.ports;
    const claimant = newClaimant(owner);
    const claim = store.claim(account.id, claimant, now());
    if (claim.kind === 'busy') return;
    this.#commit({ account, isAsked: () => isAsked }, outcome, keyMark, claimant, claim.epoch);
    store.release(account.id, claimant);
  }

  dispose(): void {
    this.#flights.dispose();
  }

  async #ask(asking: Asking): Promise<void> {
    const { account } = asking;
    const error = await askOnce(asking, {
      ...this.ports,
      look: (of) => {
        this.follow();
        return this.recordOf(of);
      },
      commit: (...answer) => this.#commit(...answer),
    });
    if (error === null) return void this.#unasked.clear(account.id);
    this.#unasked.set(account.id, placeKey(account), snapshotOf(this.recordOf(account)), error, this.ports.now());
    this.ports.onChange(account.id);
  }

  /** What an answer meets that cannot be judged, such as a ledger that throws, is a failure of this account alone. */
  #commit(asking: Pick<Asking, 'account' | 'isAsked'>, outcome: Outcome, keyMark: string | null, claimant: string, epoch: EpochMs): void {
    const { account, isAsked } = asking;
    const { store, onFault, onCommitted } = this.ports;
    const write = (answer: Outcome): Committed | null => {
      const answered = { outcome: answer, place: placeKey(account), keyMark, isAsked: isAsked() };
      return store.commit(account.id, claimant, epoch, this.#step(account, answered));
    };
    let [counted, committed]: [Outcome, Committed | null] = [outcome, null];
    // A message has the lines of all accounts as they are now, and while an answer is written, the store is asked for nothing else.
    this.follow();
    try {
      committed = write(outcome);
    } catch (error) {
      onFault(error);
      counted = { ok: false, error: ownFault(hostOf(account.origin)) };
      committed = write(counted);
    }
    if (committed === null) return;
    this.#unasked.clear(account.id);
    this.follow();
    try {
      onCommitted(account, counted, committed);
    } catch (error) {
      onFault(error);
    }
  }

  #step(account: Account, answered: Answered): (before: WatchRecord) => Committed {
    const { planContext, alertContext, postsOf } = this.ports;
    const [plan, context] = [planContext(account), alertContext(account, answered.outcome)];
    return (before) => {
      const recorded = recordOutcome(before, answered, plan, context);
      const { record, alerts } = recorded;
      return { ...recorded, posts: alerts.length === 0 ? [] : postsOf(account, snapshotOf(record), alerts) };
    };
  }
}
