import type { Checked } from '../core/views/checkReport';
import { fetchReading, fetchTarget, type FetchedAccount } from '../core/provider/fetchReading';
import type { Account, Thresholds } from '../core/model/account';
import { dashboardError, type DashboardProvider, type KeyedProvider } from '../core/provider/provider';
import type { Outcome } from '../core/model/outcome';
import type { RunQuery } from '../core/provider/query';
import type { Send } from '../core/provider/transport';
import type { TerminalSource } from '../core/views/terminalSource';

export interface KeyedTarget {
  readonly account: FetchedAccount & Pick<Account, 'id' | 'label' | 'refreshMinutes' | 'pinnedUnit'>;
  readonly provider: KeyedProvider;
  readonly key: string;
  /** The key that its file holds by now; null where it cannot be read. Where the key is in no file there is nothing to read again. */
  readonly readKey?: () => string | null;
  /** Further secrets of a description, by their names in it. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Absent: options that name no variable. */
  readonly terminal?: TerminalSource;
  /** How often a watch of its configuration asks it; absent: nobody said. */
  readonly betweenMs?: number;
  /** From which amounts on its balance is low; absent: those of all. */
  readonly thresholds?: Thresholds;
}

/** Nothing is asked of it, so nothing of it has an origin. */
export interface DashboardTarget {
  readonly account: Checked['account'];
  readonly provider: DashboardProvider;
}

export type CheckTarget = KeyedTarget | DashboardTarget;

/** How this program reaches others. */
export interface Ports {
  readonly send: Send;
  readonly query: RunQuery;
  /** Something was thrown on our side. */
  readonly onFault?: (error: unknown) => void;
}

/** All side by side; each stands for itself, and is told as soon as it is there. */
export function checkTargets(
  targets: readonly CheckTarget[],
  ports: Ports,
  signal: AbortSignal,
  onChecked?: (checked: Checked) => void,
): Promise<readonly Checked[]> {
  return Promise.all(
    targets.map(async (target) => {
      const checked = {
        account: target.account,
        provider: target.provider,
        // What there is only a link for is named with the command: it has no account in a configuration.
        terminal: isKeyed(target) ? terminalOf(target) : typed,
        outcome: await check(target, ports, signal),
        ...(isKeyed(target) && target.betweenMs !== undefined ? { betweenMs: target.betweenMs } : {}),
        ...(isKeyed(target) && target.thresholds ? { thresholds: target.thresholds } : {}),
      };
      onChecked?.(checked);
      return checked;
    }),
  );
}

const typed: TerminalSource = { writtenIn: 'options', variable: null };

export function terminalOf({ terminal }: KeyedTarget): TerminalSource {
  return terminal ?? typed;
}

export function isKeyed(target: CheckTarget): target is KeyedTarget {
  return target.provider.kind !== 'dashboard';
}

async function check(target: CheckTarget, ports: Ports, signal: AbortSignal): Promise<Outcome> {
  return isKeyed(target) ? fetchOf(target, ports, signal) : { ok: false, error: dashboardError(target.provider) };
}

export function fetchOf(
  { account, provider, key, secrets }: KeyedTarget,
  { send, query, onFault }: Ports,
  signal: AbortSignal,
): Promise<Outcome> {
  return fetchReading(fetchTarget(provider, account, key, secrets), {
    send,
    query,
    signal,
    now: () => Date.now(),
    ...(onFault ? { onFault } : {}),
  });
}
