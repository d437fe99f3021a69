import type { EpochMs } from '../core/time/epoch';
import { english } from '../core/text/translate';
import { stateName } from '../core/views/accountView';
import { titleOf } from './accountFields';
import { readWords } from './ageWords';
import type { AccountBalances } from './balanceShape';
import type { KnownAccount } from './knownAccounts';

/** One line: how it stands, what is left, of when, and what went wrong since. */
export function balancesText(known: KnownAccount, told: AccountBalances, now: EpochMs): string {
  const state = stateName(told.state, english);
  const amounts = [...told.balances.map((one) => balanceText(one, told, now)), ...told.caps.map(capText)];
  const parts = [
    `${state}${told.reason === null ? '' : `: ${told.reason}`}`,
    ...(amounts.length === 0 ? ['no amount is known'] : amounts),
    ...(told.readAt === null ? [] : [readWords(Date.parse(told.readAt), now) + (told.isImported ? ', from an imported file' : '')]),
    ...(told.lastCheck.failingSince === null ? [] : [`checks fail since ${told.lastCheck.failingSince}`]),
    ...(told.lastCheck.message === null ? [] : [told.lastCheck.message]),
  ];
  return `${titleOf(known)}: ${parts.join('; ')}`;
}

function balanceText(
  { unit, available, bound, parts, readAt }: AccountBalances['balances'][number],
  told: AccountBalances,
  now: EpochMs,
): string {
  if (available === null) return `${unit} not known`;
  const named = parts.map(({ kind, amount }) => `${kind} ${amount ?? 'not known'}`);
  const amount = `${bound === 'atMost' ? 'up to ' : ''}${available} ${unit}${named.length === 0 ? '' : ` (${named.join(', ')})`}`;
  return readAt === told.readAt ? amount : `${amount}, ${readWords(Date.parse(readAt), now)}`;
}

function capText({ owner, unit, limit, remaining, resetsAt }: AccountBalances['caps'][number]): string {
  const of = limit === null ? '' : ` of ${limit}`;
  return `cap of the ${owner}: ${remaining ?? 'not known'}${of} ${unit} left${resetsAt === null ? '' : `, set back at ${resetsAt}`}`;
}
