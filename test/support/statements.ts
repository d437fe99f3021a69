import assert from 'node:assert/strict';
import type { PastReading } from '../../src/core/history/pastReading';
import { followLedger } from '../../src/core/ledger/followLedger';
import { monthNamed, type Month } from '../../src/core/statement/month';
import type { StatementLine } from '../../src/core/statement/rows';
import { statementOf, type Statement, type StatementOf } from '../../src/core/statement/statement';
import { dayMs } from '../../src/core/time/durations';
import { idOf } from './ids';

export function monthOf(name: string): Month {
  return monthNamed(name) ?? assert.fail(name);
}

export function lineOf(readings: readonly PastReading[], timeZone = 'UTC', name = 'work', unit = 'USD'): StatementLine {
  const ledger = followLedger(timeZone);
  ledger.append(readings);
  return { account: idOf(name), title: name, unit, days: ledger.book.days() };
}

/** Made long after the month. */
export function made(name: string, lines: readonly StatementLine[], more: Partial<StatementOf> = {}): Statement {
  const now = Date.UTC(2027, 0, 1);
  return statementOf({ month: monthOf(name), lines, reported: [], accounts: [], now, today: now / dayMs, ...more });
}
