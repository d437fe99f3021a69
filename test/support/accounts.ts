import assert from 'node:assert/strict';
import type { AccountFacts } from '../../src/core/views/accountView';
import { neverChecked, type Snapshot } from '../../src/core/model/snapshot';
import type { Account } from '../../src/core/model/account';
import type { Balance, Cap, PartKind, Reading } from '../../src/core/model/reading';
import { unit, type Micros } from '../../src/core/money/money';
import { parseAmount } from '../../src/core/money/parseAmount';
import type { KeyedProvider } from '../../src/core/provider/provider';
import { deepseek } from '../../src/providers';
import { idOf, originAt } from './ids';

export const start = 1_700_000_000_000;
export const minute = 60_000;
export const hour = 60 * minute;

export function exact(text: string): Micros {
  const amount = parseAmount(text);
  assert.ok(amount !== undefined, `${text} is an amount`);
  return amount;
}

export function held(
  unitName: string,
  available: string | null,
  parts: Readonly<Partial<Record<PartKind, string>>> = {},
  at = start,
): Balance {
  const kinds = ['paid', 'granted', 'creditLine', 'owed', 'frozen'] as const;
  const of = kinds.flatMap((kind) => (parts[kind] === undefined ? [] : [{ kind, amount: exact(parts[kind]) }]));
  return { unit: unit(unitName), available: available === null ? null : exact(available), parts: of, at };
}

export function cap(remaining: string | null, limit = '20'): Cap {
  return { unit: unit('USD'), limit: exact(limit), remaining: remaining === null ? null : exact(remaining), resets: 'monthly' };
}

export function readingOf(balances: readonly Balance[], more: Partial<Reading> = {}): Reading {
  return { at: start, balances, caps: [], spend: [], callsRefused: false, problems: [], ...more };
}

export function accountOf(more: Partial<Account> = {}): Account {
  return {
    id: idOf('work'),
    provider: deepseek.id,
    label: 'Work',
    site: 'global',
    origin: originAt('https://api.deepseek.com'),
    lowBalance: {},
    ...more,
  };
}

export function factsOf(snapshot: Partial<Snapshot>, more: Partial<Account> = {}, provider: KeyedProvider = deepseek): AccountFacts {
  return {
    account: accountOf({ provider: provider.id, ...more }),
    provider,
    snapshot: { ...neverChecked, checkedAt: snapshot.reading?.at ?? null, ...snapshot },
  };
}
