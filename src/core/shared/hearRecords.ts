import type { Alert, AlertContext } from '../checks/alerts';
import { evaluateAlerts } from '../checks/evaluateAlerts';
import type { PlanContext } from '../checks/schedule';
import type { WatchRecord } from '../checks/watchRecord';
import type { WatchStore } from '../checks/watchStore';
import type { Account } from '../model/account';
import type { Outcome } from '../model/outcome';
import type { EpochMs } from '../time/epoch';
import { placeKey } from '../checks/placeKey';
import type { MachineName, SharedAccount } from './sharedEntry';
import type { SharedFault } from './sharedFault';
import type { SharedLink } from './sharedLink';
import type { SharedOutbox } from './sharedOutbox';
import { answeredAgoMs, outcomeIn, withHeard } from './sharedRecord';

export interface HearPorts {
  readonly me: () => MachineName;
  readonly link: SharedLink;
  readonly outbox: SharedOutbox;
  readonly watch: Pick<WatchStore, 'change'>;
  readonly accounts: () => readonly Account[];
  /** Read anew. */
  readonly recordOf: (account: Account) => WatchRecord;
  readonly planContext: (account: Account) => PlanContext;
  /** Of the key that this machine would ask with now. */
  readonly keyMarkOf: (account: Account) => string | null;
  readonly sharedOf: (account: Account) => SharedAccount;
  readonly now: () => EpochMs;
  /** What is low is judged by each machine's own thresholds, whoever asked. */
  readonly alertContext: (account: Account, outcome: Outcome) => AlertContext;
  /** Another machine saw what is worth telling here. */
  readonly onHeardAlerts: (account: Account, alerts: readonly Alert[], heard: Heard) => void;
}

/** What another machine made known of an account. */
export interface Heard {
  readonly record: string;
  readonly askedAt: EpochMs;
  readonly keptAgoMs: number;
  readonly by: MachineName;
}

/** Brings in what other machines were told since the last round, so that this one knows when each account was asked. */
export async function hearRecords(ports: HearPorts): Promise<SharedFault | null> {
  const { link, outbox, accounts, sharedOf, keyMarkOf } = ports;
  const read = await link.call((store, signal) => store.records(outbox.note('records'), signal));
  if (!read.ok) return read.fault;
  const own = new Map(accounts().map((account) => [keyOf(sharedOf(account)), account]));
  for (const heard of read.value.records) {
    const account = own.get(keyOf(heard));
    if (account && isNews(ports, account, heard)) hear(ports, account, keyMarkOf(account), heard);
  }
  outbox.setNote('records', read.value.cursor);
  return null;
}

/** After a failover an older one may come again. Which machine's clock is right nobody knows, so what counts are spans. */
export function isNews({ outbox, recordOf, sharedOf, now }: HearPorts, account: Account, heard: Heard): boolean {
  const { checkedAt } = recordOf(account);
  const { askedAt, record, keptAgoMs } = heard;
  const agoMs = answeredAgoMs(record, keptAgoMs);
  if (agoMs === null || askedAt === checkedAt || askedAt === outbox.asker(sharedOf(account))?.askedAt) return false;
  return now() - agoMs > (checkedAt ?? -Infinity);
}

/** False where it is not about what the account is here. */
export function hear(ports: HearPorts, account: Account, keyMark: string | null, heard: Heard): boolean {
  const { outbox, watch, sharedOf, now, planContext } = ports;
  const { record, askedAt, keptAgoMs, by } = heard;
  const answeredAt = now() - (answeredAgoMs(record, keptAgoMs) ?? 0);
  const own = { place: placeKey(account), keyMark };
  const plan = planContext(account);
  const outcome = outcomeIn(record);
  const context = outcome && ports.alertContext(account, outcome);
  const known: { isOurs: boolean; alerts: readonly Alert[] } = { isOurs: false, alerts: [] };
  watch.change(
    account.id,
    (before) => {
      const after = withHeard(before, record, own, answeredAt, plan);
      known.isOurs = after !== null;
      if (!after || !outcome || !context) return after ?? before;
      const input = { memory: before.alerts, before: before.reading, outcome, schedule: after.schedule, at: answeredAt };
      const { memory, alerts } = evaluateAlerts(input, context);
      known.alerts = alerts;
      return { ...after, alerts: memory };
    },
    () => known.alerts,
  );
  if (known.isOurs) outbox.setAsker(sharedOf(account), { by, askedAt, isKept: true });
  if (known.alerts.length > 0) ports.onHeardAlerts(account, known.alerts, heard);
  return known.isOurs;
}

function keyOf({ account, place }: SharedAccount): string {
  return JSON.stringify([account, place]);
}
