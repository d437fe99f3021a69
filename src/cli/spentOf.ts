import type { Known } from '../core/config/readConfig';
import { firstReportedDay, reportedLines } from '../core/explained/reportedLines';
import type { ReportedPart } from '../core/history/reportedPart';
import type { AccountId } from '../core/model/accountId';
import { dayMs } from '../core/time/durations';
import { collect, type Rows } from './collect';
import type { Environment } from './environmentAccounts';
import type { ExplainedRows } from './explainText';
import { historyFile } from './historyFile';
import { isNamed } from './isNamed';
import type { StatementReads } from './statementCommand';
import type { ExplainArguments } from './usageArguments';
import { usageCsv } from './usageCsv';

export interface SpentReads extends StatementReads {
  /** How providers divide what they reported, and what was exported, of times that began until now. */
  readonly spendParts: (file: string, now: number) => Rows<ReportedPart & { readonly account: AccountId }>;
}

interface SpentPorts {
  readonly known: Known;
  readonly environment: Environment;
  readonly reads: SpentReads;
}

/** What a history has of it. A text: why nobody knows what was spent. */
export function spentOf(
  wanted: ExplainArguments,
  { known, environment, reads }: SpentPorts,
  placeOf: ExplainedRows['placeOf'],
): Omit<ExplainedRows, 'placeOf'> | string {
  if (wanted.provider !== null && !known.providers.some(({ id }) => id === wanted.provider))
    return '--provider takes the id of a provider; "api-balance providers" lists them.';
  const found = historyFile('explain', wanted, known, environment);
  if (!found.ok) return found.reason;
  const from = wanted.days === null ? -Infinity : wanted.now - wanted.days * dayMs;
  const rows = collect(reads.readings(found.file, { account: null, from }));
  const days = rows.ok ? collect(reads.spendDays(found.file, wanted.now)) : rows;
  const kept = days.ok ? collect(reads.spendParts(found.file, wanted.now)) : days;
  if (!rows.ok || !days.ok || !kept.ok)
    return ['Nothing is explained: the readings have errors.', ...(kept.ok ? [] : kept.problems)].join('\n');
  const balances = rows.rows;
  const given =
    wanted.usageCsv === null
      ? []
      : usageCsv(
          wanted.usageCsv,
          balances.filter(({ account }) => isNamed(wanted, [account])),
          exportsUsage(known, placeOf),
        );
  if (typeof given === 'string') return given;
  const parts = given.length === 0 ? kept.rows : [...kept.rows.filter(({ account }) => account !== given[0]?.account), ...given];
  const since = firstReportedDay(from);
  if (given.length > 0 && given.every((part) => part.from < since)) return '--usage-csv tells of nothing within these --days.';
  const reported = reportedLines({
    days: days.rows.filter((day) => day.day >= since),
    parts: parts.filter((part) => part.from >= since),
    balances,
  });
  const missing = wanted.accounts.find((account) => ![...balances, ...reported].some((one) => one.account === account));
  if (missing !== undefined) return 'One of the accounts that were named is not in this history.';
  return { rows: balances, reported };
}

function exportsUsage({ providers }: Known, placeOf: ExplainedRows['placeOf']): (account: AccountId) => boolean {
  const exporting = new Set(providers.flatMap(({ id, usageExport }) => (usageExport === undefined ? [] : [id])));
  return (account) => exporting.has(placeOf(account)?.provider ?? '');
}
