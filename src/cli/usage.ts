import { resolve } from 'node:path';
import { homedir } from 'node:os';
import type { PriceIn } from '../core/explained/priceIn';
import { usageTotals } from '../core/explained/usageTotals';
import { unit } from '../core/money/money';
import { listTables } from '../core/prices/listTables';
import type { FindMeant } from '../core/prices/meantProvider';
import { ownTables } from '../core/prices/ownTables';
import { priceCall } from '../core/prices/priceCall';
import { indexPrices } from '../core/prices/prices';
import { dayMs } from '../core/time/durations';
import type { CountedCall } from '../core/usage/countedCall';
import type { Machine, UsageReader } from '../core/usage/usageReader';
import { openOnce, type OpenUsage } from '../node/usage/openUsage';
import type { ToolReport } from '../node/usage/scanTool';
import { scanTools } from '../node/usage/scanTools';
import * as allReaders from '../usage';
import { explainText, type ExplainedRows } from './explainText';
import type { CommandText } from './ledgerCommand';
import type { ReadingPorts } from './logsCommand';
import type { ExplainArguments, LogsWanted, UsageArguments } from './usageArguments';
import { usageText, type ToolUsage } from './usageText';

const readers: readonly UsageReader[] = Object.values(allReaders);
const priceUnits = [...new Set(['USD', ...ownTables.flatMap(({ rows }) => rows.flatMap(({ tiers }) => Object.keys(tiers)))])].map(unit);

/** `api-balance usage` */
export async function usage(wanted: UsageArguments, ports: ReadingPorts): Promise<CommandText> {
  return withLogs(wanted, ports, ({ reports, calls }) => {
    const priceIn = pricesOf(ports.meant);
    const totals = new Map(reports.map(({ tool }) => [tool, usageTotals(priceUnits, priceIn)]));
    for (const counted of calls) totals.get(counted.tool)?.add(counted);
    const tools = reports.map((report) => toolUsage(report, totals.get(report.tool)?.total() ?? usageTotals([], priceIn).total()));
    return wanted.json ? JSON.stringify({ tools }, null, 2) : usageText(tools);
  });
}

/** `api-balance explain` */
export async function explain(wanted: ExplainArguments, accounts: ExplainedRows, ports: ReadingPorts): Promise<CommandText> {
  return withLogs(wanted, ports, ({ calls }) => explainText(wanted, accounts, [...calls], ports.meant, pricesOf(ports.meant)));
}

interface Logs {
  readonly reports: readonly ToolReport[];
  readonly calls: Iterable<CountedCall>;
}

async function withLogs(wanted: LogsWanted, { onStep }: ReadingPorts, use: (logs: Logs) => string): Promise<CommandText> {
  const chosen = readers.filter(({ id }) => wanted.tool === null || id === wanted.tool);
  if (chosen.length === 0) return { ok: false, reason: `--tool takes one of ${readers.map(({ id }) => id).join(', ')}.` };
  const opened = openOnce(() => wanted.now);
  if (opened === null) return { ok: false, reason: 'Logs cannot be read: the folder for temporary files takes nothing.' };
  try {
    return { ok: true, text: use(await read(chosen, wanted, opened, onStep)) };
  } finally {
    opened.close();
  }
}

/** With a turn for others between two steps, such as for Ctrl+C. */
async function read(
  chosen: readonly UsageReader[],
  wanted: LogsWanted,
  { store }: OpenUsage,
  onStep: ReadingPorts['onStep'],
): Promise<Logs> {
  const since = wanted.days === null ? -Infinity : wanted.now - wanted.days * dayMs;
  const steps = scanTools(chosen, machineOf(wanted), store, { now: wanted.now, since });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    onStep(step.value);
    await new Promise((done) => setImmediate(done));
  }
  return { reports: step.value, calls: store.calls(Math.max(since, 0), wanted.now + dayMs) };
}

/** A folder that is named stands for a home by itself: what the environment says of another one does not count. */
function machineOf({ root }: LogsWanted): Machine {
  const slashes = (path: string): string => path.replaceAll('\\', '/').replace(/\/+$/, '');
  return root === null
    ? { home: slashes(homedir()), variable: (name) => process.env[name], isConfined: false }
    : { home: slashes(resolve(root)), variable: () => undefined, isConfined: true };
}

function pricesOf(meant: FindMeant): PriceIn {
  const prices = indexPrices({ own: ownTables, list: listTables, overrides: [], meant: (logged) => meant(logged)?.provider ?? null });
  return ({ tool, call }, name) => priceCall(call, name, prices, { tool });
}

function toolUsage({ tool, filesRead, skipped }: ToolReport, total: ReturnType<ReturnType<typeof usageTotals>['total']>): ToolUsage {
  const { calls, unmeasured, unpriced, tokens, amounts } = total;
  return { tool, filesRead, filesSkipped: skipped.length, calls, unmeasured, unpriced, tokens, amounts, skipped };
}
