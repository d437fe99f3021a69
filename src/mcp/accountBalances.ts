import type { Balance, Cap } from '../core/model/reading';
import { toDecimal, type Micros, type Unit } from '../core/money/money';
import { metricStanding } from '../core/metrics/metricStanding';
import type { EpochMs } from '../core/time/epoch';
import { fieldsOf } from './accountFields';
import { isoSecond } from '../core/time/isoTime';
import { ageSeconds } from './ageWords';
import type { AccountBalances } from './balanceShape';
import { failureText } from './failureText';
import type { KnownAccount } from './knownAccounts';
import { plainName } from './plainName';
import { reasonFor } from './reasonFor';

export function accountBalances(known: KnownAccount, now: EpochMs): AccountBalances {
  const { snapshot, judged, intervalMs } = known;
  const { reading } = snapshot;
  const standing = metricStanding({ account: judged, snapshot }, { now, ...(intervalMs === undefined ? {} : { intervalMs }) });
  const newest = reading && Math.max(reading.at, ...reading.balances.map(({ at }) => at));
  return {
    ...fieldsOf(known),
    state: standing.state,
    reason: reasonFor(known, standing.state, now),
    readAt: newest === null ? null : isoSecond(newest),
    ageSeconds: newest === null ? null : ageSeconds(newest, now),
    isStale: standing.current === null,
    isImported: reading?.isImported === true,
    lastCheck: lastCheck(known),
    balances: (reading?.balances ?? []).map((balance) => balanceOf(balance, now)),
    caps: (reading?.caps ?? []).map(capOf),
  };
}

function balanceOf({ unit, available, at, atMost, parts }: Balance, now: EpochMs): AccountBalances['balances'][number] {
  return {
    unit: plainName(unit),
    available: decimal(available, unit),
    bound: atMost ? 'atMost' : 'exact',
    readAt: isoSecond(at),
    ageSeconds: ageSeconds(at, now),
    parts: parts.map(({ kind, amount }) => ({ kind, amount: decimal(amount, unit) })),
  };
}

function capOf({ unit, owner = 'key', limit, remaining, resets, resetsAt }: Cap): AccountBalances['caps'][number] {
  return {
    unit: plainName(unit),
    owner,
    limit: decimal(limit, unit),
    remaining: decimal(remaining, unit),
    resets,
    resetsAt: resetsAt === undefined ? null : isoSecond(resetsAt),
  };
}

function lastCheck({ provider, terminal, snapshot: { error, checkedAt, failingSince } }: KnownAccount): AccountBalances['lastCheck'] {
  return {
    at: checkedAt === null ? null : isoSecond(checkedAt),
    outcome: checkedAt === null ? 'never' : (error?.kind ?? 'answered'),
    failingSince: failingSince === null ? null : isoSecond(failingSince),
    message: error === null || provider === null || terminal === undefined ? null : failureText(error, provider, terminal),
  };
}

function decimal(amount: Micros | null, unit: Unit): string | null {
  return amount === null ? null : toDecimal(amount, unit);
}
