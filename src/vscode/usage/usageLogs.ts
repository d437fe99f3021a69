import * as vscode from 'vscode';
import { explainedOf, type ExplainedLine } from '../../core/explained/explainedLine';
import type { PlacedGroup } from '../../core/explained/spendingGroups';
import type { FoundTool, UsageAnswer, UsageFault, UsageProgress, UsageRequest } from '../../core/explained/usageRequest';
import type { LogsMachine, UsageStanding } from '../../core/explained/usageStanding';
import type { MeantNames } from '../../core/prices/meantSite';
import type { ReadUsageEntries } from '../../core/prices/readUsageEntries';
import { section } from '../editor/ids';
import { dayMs, minuteMs } from '../../core/time/durations';
import type { AccountId } from '../../core/model/accountId';
import type { EpochMs } from '../../core/time/epoch';

export interface UsageLogsParts {
  readonly explain: (
    request: UsageRequest,
    onProgress: (progress: UsageProgress) => void,
    signal: AbortSignal,
  ) => Promise<{ readonly ok: true; readonly answer: UsageAnswer } | { readonly ok: false; readonly fault: UsageFault }>;
  readonly find: (signal: AbortSignal) => Promise<readonly FoundTool[]>;
  readonly folder: string;
  readonly owner: string;
  /** Changes when history does. */
  readonly revision: () => number;
  /** Balances since then, in groups that logs cannot tell apart. */
  readonly groups: (since: EpochMs) => readonly PlacedGroup[];
  readonly meant: MeantNames;
  /** What the person says of prices, and of who pays. */
  readonly entries: () => ReadUsageEntries;
  readonly tools: () => readonly string[];
  readonly machine: LogsMachine;
  readonly now: () => EpochMs;
  /** A fault of our own, for the log. */
  readonly onFault: (error: unknown) => void;
}

/** Logs that were looked at as lately are not looked at again for a drawing. */
const freshMs = minuteMs;

const said = ['apiBalance.usage.prices', 'apiBalance.usage.accounts'];

/** What the logs of tools on this machine account for. They are read when somebody looks, in a thread of its own; no timer asks for it. */
export class UsageLogs implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #reading: AbortController | null = null;
  #progress: UsageProgress | null = null;
  #answer: UsageAnswer | null = null;
  #fault: UsageStanding['fault'] = null;
  #days = 7;
  #readAt = -Infinity;
  /** As the settings have them; null: to be read again. */
  #entries: ReadUsageEntries | null = null;
  /** Of the history that the answer was made of. */
  #revision = -1;
  /** Something was asked for that the run under way does not answer. */
  #again: 'reads' | 'reckons' | null = null;

  readonly onDidChange = this.#changed.event;

  readonly #settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) this.#entries = null;
    // What is switched off is forgotten at once, whoever changed the setting.
    if (event.affectsConfiguration('apiBalance.usage.tools')) this.read();
    else if (this.#answer !== null && said.some((name) => event.affectsConfiguration(name))) this.#start('reckons');
  });

  constructor(private readonly parts: UsageLogsParts) {}

  standing(): UsageStanding {
    return {
      tools: this.parts.tools(),
      machine: this.parts.machine,
      isReading: this.#reading !== null,
      progress: this.#progress,
      answer: this.#answer,
      fault: this.#fault,
      mistakes: [...this.#said().mistakes, ...(this.#answer?.mistakes ?? [])],
    };
  }

  explainedOf(account: AccountId): readonly ExplainedLine[] {
    return explainedOf(this.#answer?.groups ?? [], account);
  }

  find(signal: AbortSignal): Promise<readonly FoundTool[]> {
    return this.parts.find(signal);
  }

  /** For somebody who looks at so many days: reads what is new, unless that was done just now. */
  look(days: number): void {
    if (this.parts.tools().length === 0) return;
    const isOther = days !== this.#days || this.parts.revision() !== this.#revision;
    this.#days = days;
    if (this.parts.now() - this.#readAt >= freshMs) this.#start('reads');
    else if (isOther) this.#start('reckons');
  }

  /** The same for as many days as somebody looked at last. */
  lookAgain(): void {
    this.look(this.#days);
  }

  /** Reads now; what was switched off is forgotten. */
  read(): void {
    this.#start('reads');
  }

  stop(): void {
    this.#again = null;
    this.#reading?.abort();
  }

  dispose(): void {
    this.stop();
    this.#settings.dispose();
    this.#changed.dispose();
  }

  /** Asked for with every drawing of every account. */
  #said(): ReadUsageEntries {
    this.#entries ??= this.parts.entries();
    return this.#entries;
  }

  #start(what: 'reads' | 'reckons'): void {
    if (this.#reading) {
      this.#again = what === 'reads' ? what : (this.#again ?? what);
      return;
    }
    const abort = new AbortController();
    this.#reading = abort;
    this.#progress = null;
    this.#run(what, abort.signal)
      .catch((error: unknown) => {
        this.#fault = 'failed';
        this.parts.onFault(error);
      })
      .finally(() => {
        this.#reading = null;
        const next = this.#again;
        this.#again = null;
        this.#changed.fire();
        if (next !== null) this.#start(next);
      })
      .catch(this.parts.onFault);
    this.#changed.fire();
  }

  async #run(what: 'reads' | 'reckons', signal: AbortSignal): Promise<void> {
    const { parts } = this;
    const now = parts.now();
    this.#revision = parts.revision();
    // Whatever comes of it: what failed, or was stopped, is not begun again by a drawing.
    if (what === 'reads') this.#readAt = now;
    const since = now - this.#days * dayMs;
    const { overrides, bookings } = this.#said();
    const request: UsageRequest = {
      kind: 'explain',
      folder: parts.folder,
      tools: parts.tools(),
      reads: what === 'reads',
      known: this.#answer?.known ?? null,
      owner: parts.owner,
      now,
      since,
      readsSince: now - firstLookMs,
      groups: parts.groups(since),
      meant: parts.meant,
      overrides,
      bookings,
    };
    const result = await parts.explain(request, (progress) => this.#tell(progress), signal);
    this.#fault = result.ok ? null : result.fault;
    if (!result.ok) return;
    this.#answer = result.answer;
  }

  #tell(progress: UsageProgress): void {
    this.#progress = progress;
    this.#changed.fire();
  }
}

/** What a first look goes back to; what is older is in files that hardly anybody asks for, and in gigabytes. */
const firstLookMs = 35 * dayMs;
