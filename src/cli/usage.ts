import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigUsage } from '../core/config/config';
import { callsSince } from '../core/explained/callsSince';
import { explainCalls } from '../core/explained/explainCalls';
import { knownTime, type KnownTime } from '../core/explained/knownTime';
import { spendingGroups } from '../core/explained/spendingGroups';
import type { FindMeant } from '../core/prices/meantSite';
import type { PriceOverride } from '../core/prices/priceOverride';
import { strangeNames } from '../core/prices/strangeNames';
import { dayMs } from '../core/time/durations';
import type { EpochMs } from '../core/time/epoch';
import type { CountedCall } from '../core/usage/countedCall';
import type { Machine, UsageReader } from '../core/usage/usageReader';
import { machineAt, thisMachine } from '../node/usage/machine';
import { openOnce, type OpenUsage } from '../node/usage/openUsage';
import { sqliteFailure } from '../node/sqlite/sqliteFailure';
import { scanTools } from '../node/usage/scanTools';
import type { ToolReport } from '../node/usage/toolReport';
import * as allReaders from '../usage';
import { explainText, type ExplainedRows } from './explainText';
import type { CommandText } from './ledgerCommand';
import type { ReadingPorts } from './logsCommand';
import { isNamed } from './isNamed';
import type { ExplainArguments, LogsWanted, UsageArguments } from './usageArguments';
import { pricesJson } from '../core/explained/pricesJson';
import { pricesText } from './pricesText';
import { usageText } from './usageText';

const readers: readonly UsageReader[] = Object.values(allReaders);

/** What a configuration says of prices and of who pays, in names that mean nothing here: a line for each. */
export function strangeUsage(said: ConfigUsage, meant: FindMeant): readonly string[] {
  const ids = readers.map(({ id }) => id);
  return strangeNames(said, ids, meant).map(
    ({ path: [list = '', entry, field = ''], text }) => `usage.${list}[${Number(entry) + 1}].${field} ${text}`,
  );
}

/** `api-balance usage` */
export async function usage(wanted: UsageArguments, ports: ReadingPorts): Promise<CommandText> {
  const since = sinceOf(wanted);
  return withLogs(wanted, since, ports, ({ reports, calls }) => {
    const names = reports.map(({ tool }) => tool);
    const { totals, prices } = explainCalls({
      calls,
      since,
      tools: names,
      groups: [],
      ...ports.said,
      meant: ports.meant,
      known: null,
      now: wanted.now,
    });
    if (wanted.prices) return wanted.json ? JSON.stringify({ prices: pricesJson(prices) }, null, 2) : pricesText(prices, wanted.now);
    const tools = reports.flatMap(({ tool, filesRead, skipped }) => {
      const total = totals.get(tool);
      return total === undefined ? [] : [{ tool, filesRead, filesSkipped: skipped.length, ...total, skipped }];
    });
    return wanted.json ? JSON.stringify({ tools }, null, 2) : usageText(tools, ports.said.overrides.some(changesPrices));
  });
}

/** `api-balance explain` */
export async function explain(wanted: ExplainArguments, rows: ExplainedRows, ports: ReadingPorts): Promise<CommandText> {
  const groups = spendingGroups(rows.rows, rows.placeOf, rows.reported);
  const since = callsSince(groups, sinceOf(wanted));
  return withLogs(wanted, since, ports, ({ reports, calls }) => {
    const known = knownHere(reports, wanted, since);
    const explained = explainCalls({ calls, since, tools: [], groups, ...ports.said, meant: ports.meant, known, now: wanted.now });
    const logs = reports.map(({ tool, filesRead, skipped }) => ({ tool, filesRead, filesSkipped: skipped.length, skipped }));
    const shown = explained.groups.filter(({ accounts }) => isNamed(wanted, accounts));
    return explainText({ ...explained, groups: shown, logs }, rows, {
      ...wanted,
      environment: wanted.root === null ? ports.environment : {},
    });
  });
}

/** Where a person names a folder as the home, and one tool is not picked out, that there are no logs is known too. */
function knownHere(reports: readonly ToolReport[], { root, tool, now }: ExplainArguments, since: EpochMs): KnownTime | null {
  if (tool !== null) return null;
  return knownTime(root === null ? reports : [...reports, { unreadUntil: since, oldest: since }], now);
}

interface Logs {
  readonly reports: readonly ToolReport[];
  readonly calls: Iterable<CountedCall>;
}

/** Which plan or key pays changes no price. */
function changesPrices({ factor, peak, alias, priceAs, prices, perThousandSearches, perRequest }: PriceOverride): boolean {
  return [factor, peak, alias, priceAs, prices, perThousandSearches, perRequest].some((said) => said !== undefined);
}

function sinceOf({ days, now }: LogsWanted): EpochMs {
  return days === null ? 0 : Math.max(0, now - days * dayMs);
}

async function withLogs(wanted: LogsWanted, since: EpochMs, { onStep }: ReadingPorts, use: (logs: Logs) => string): Promise<CommandText> {
  const chosen = readers.filter(({ id }) => wanted.tool === null || id === wanted.tool);
  if (chosen.length === 0) return { ok: false, reason: `--tool takes one of ${readers.map(({ id }) => id).join(', ')}.` };
  if (wanted.root !== null && !isFolder(wanted.root)) return { ok: false, reason: '--root takes a folder that is there and may be read.' };
  let opened: OpenUsage | null = null;
  try {
    opened = openOnce();
    if (opened === null) return { ok: false, reason: 'Logs cannot be read: this Node has no SQLite.' };
    return { ok: true, text: use(await read(chosen, wanted, since, opened, onStep)) };
  } catch (error) {
    if (sqliteFailure(error) !== 'unwritable') throw error;
    return {
      ok: false,
      reason: 'What logs hold found no place: the disk for temporary files is full or takes nothing. TMPDIR names another one.',
    };
  } finally {
    opened?.close();
  }
}

function isFolder(root: string): boolean {
  try {
    return root !== '' && readdirSync(root).length >= 0;
  } catch {
    return false;
  }
}

/** With a turn for others between two steps, such as for what says how far it is. */
async function read(
  chosen: readonly UsageReader[],
  wanted: LogsWanted,
  since: EpochMs,
  { store }: OpenUsage,
  onStep: ReadingPorts['onStep'],
): Promise<Logs> {
  const machine: Machine = wanted.root === null ? thisMachine() : machineAt(resolve(wanted.root));
  const steps = scanTools(chosen, machine, store, { now: wanted.now, since });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    onStep(step.value);
    await new Promise((done) => setImmediate(done));
  }
  return { reports: step.value, calls: store.calls(since, wanted.now + dayMs) };
}
