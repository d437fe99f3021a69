import { explainCalls } from '../../src/core/explained/explainCalls';
import type { KnownTime } from '../../src/core/explained/knownTime';
import type { ReportedSpend } from '../../src/core/explained/reportedPeriod';
import { spendingGroups } from '../../src/core/explained/spendingGroups';
import type { ToolUsage, UsageAnswer } from '../../src/core/explained/usageRequest';
import type { UsageStanding } from '../../src/core/explained/usageStanding';
import { explainedView, type ExplainedView } from '../../src/core/explainedPage/explainedView';
import type { HistoryDisplay } from '../../src/core/historyPage/historyDisplay';
import type { HistoryRow } from '../../src/core/history/historyRow';
import type { ExplainedSelection } from '../../src/core/historyPage/explainedSelection';
import { meantBy } from '../../src/core/prices/meantProvider';
import { hourMs } from '../../src/core/time/durations';
import type { CountedCall } from '../../src/core/usage/countedCall';
import type { LoggedCall } from '../../src/core/usage/loggedCall';
import * as providers from '../../src/providers';
import { idOf } from './ids';
import { total } from './pastReadings';

/** A call as a log tells of it, whose usage is a hundred thousand tokens in and ten thousand out. */
export function callAt(at: number, changed: Partial<LoggedCall<number>> = {}, tool = 'claude-code', project = 1): CountedCall {
  return {
    tool,
    projectKey: project,
    call: {
      key: at,
      at,
      kind: 'call',
      provider: { name: 'deepseek', evidence: 'logged' },
      model: 'deepseek-flash',
      tokens: { input: 100_000, cacheRead: 400_000, cacheWrite5m: 0, cacheWrite1h: 0, output: 10_000, reasoning: 2_000 },
      quality: 'reported',
      costs: [],
      project: 'shop',
      session: 1,
      isSubAgent: false,
      ...changed,
    },
  };
}

const names: Readonly<Record<string, string>> = { 'claude-code': 'Claude Code', cline: 'Cline', opencode: 'OpenCode' };

export interface ExplainedWorld {
  readonly rows: readonly HistoryRow[];
  readonly calls: readonly CountedCall[];
  readonly reported?: readonly ReportedSpend[];
  readonly skipped?: ToolUsage['skipped'];
  readonly known?: KnownTime | null;
}

/** Balances at some hours before now, of a DeepSeek account in CNY. */
export function balances(
  now: number,
  hoursAgo: readonly (readonly [hours: number, left: number])[],
  account = 'deepseek',
): readonly HistoryRow[] {
  return hoursAgo.map(([hours, left]) => ({ account: idOf(account), unit: 'CNY', reading: total(now - hours * hourMs, left) }));
}

export function answerOf(
  { rows, calls, reported = [], skipped = [], known = { from: 0, to: Infinity } }: ExplainedWorld,
  now: number,
): UsageAnswer {
  const tools = [...new Set(calls.map(({ tool }) => tool))];
  const groups = spendingGroups(rows, () => ({ provider: 'deepseek', site: 'global' }), reported);
  const explained = explainCalls({
    calls,
    since: 0,
    tools,
    groups,
    meant: meantBy(Object.values(providers)),
    overrides: [],
    bookings: [],
    known,
    now,
  });
  return {
    at: now,
    known,
    readElsewhere: false,
    mistakes: [],
    groups: explained.groups,
    prices: explained.prices,
    payers: explained.payers,
    tools: tools.flatMap((tool) => {
      const totals = explained.totals.get(tool);
      if (totals === undefined) return [];
      const blindSpots = ['A request that failed leaves no usage.'];
      return { tool, name: names[tool] ?? tool, filesRead: 12, skipped, newest: now, blindSpots, total: totals };
    }),
  };
}

const usualSelection: ExplainedSelection = { group: null, way: 'tool', range: '7d' };

export function explainedViewOf(
  standing: Partial<UsageStanding>,
  display: HistoryDisplay,
  selection: Partial<ExplainedSelection> = {},
  hidesProjects = false,
): ExplainedView {
  return explainedView({
    standing: {
      tools: ['claude-code', 'cline'],
      machine: 'only',
      isReading: false,
      progress: null,
      answer: null,
      fault: null,
      mistakes: [],
      ...standing,
    },
    selection: { ...usualSelection, ...selection },
    titleOf: (account) => `DeepSeek · ${account}`,
    place: { kind: 'disk', file: '/history.sqlite', setAside: null },
    hidesProjects,
    display,
  });
}
