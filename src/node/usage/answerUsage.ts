import { callsSince } from '../../core/explained/callsSince';
import { explainCalls } from '../../core/explained/explainCalls';
import { knownTime } from '../../core/explained/knownTime';
import type { UsageAnswer, UsageFault, UsageProgress, UsageRequest } from '../../core/explained/usageRequest';
import { findMeant } from '../../core/prices/meantSite';
import { strangeNames } from '../../core/prices/strangeNames';
import { dayMs, minuteMs } from '../../core/time/durations';
import type { UsageReader } from '../../core/usage/usageReader';
import { thisMachine } from './machine';
import { openUsage } from './openUsage';
import { scanTools } from './scanTools';
import { noLogs, type ToolReport } from './toolReport';
import type { UsageStore } from './usageStore';
import { loadSqlite } from '../sqlite/sqlite';

/** Longer than any step between two commits takes; a window that dies while it reads holds up others no longer than this. */
const termMs = 2 * minuteMs;

export type UsageResult = { readonly ok: true; readonly answer: UsageAnswer } | { readonly ok: false; readonly fault: UsageFault };

/**
 * Reads what is new in logs, keeps it, and reckons what they account for. Tools that are not among those of the request are forgotten:
 * what was switched off leaves nothing.
 * @param onStep answers whether to go on; what was read by then is kept
 */
export function answerUsage(
  request: UsageRequest,
  all: readonly UsageReader[],
  now: () => number,
  onStep: (progress: UsageProgress) => boolean,
): UsageResult {
  if (loadSqlite() === null) return { ok: false, fault: 'noSqlite' };
  const usage = openUsage(request.folder, now);
  if (usage === null) return { ok: false, fault: 'notKept' };
  const { store, close } = usage;
  try {
    const readers = all.filter(({ id }) => request.tools.includes(id));
    for (const tool of store.tools()) if (!request.tools.includes(tool)) store.forget(tool);
    const mayRead = request.reads && store.claim(request.owner, now(), now() + termMs);
    const scanned = mayRead ? read(readers, request, store, now, onStep) : null;
    const reports = scanned ?? readers.map(({ id }) => store.lastReport(id) ?? unread(id));
    // Without a look it is as before; a look that was broken off tells nothing of what it did not come to.
    const before = request.reads ? null : request.known;
    const known = scanned === null ? before : knownTime(scanned, request.now);
    const meant = findMeant(request.meant);
    const mistakes = strangeNames(
      request,
      all.map(({ id }) => id),
      meant,
    );
    const { totals, ...explained } = explainCalls({
      ...request,
      calls: store.calls(callsSince(request.groups, request.since), request.now + dayMs),
      meant,
      known,
    });
    const tools = reports.flatMap(({ tool, ...report }) => {
      const [reader, total] = [readers.find(({ id }) => id === tool), totals.get(tool)];
      return reader && total ? [{ tool, name: reader.name, blindSpots: reader.blindSpots ?? [], ...report, total }] : [];
    });
    return { ok: true, answer: { at: request.now, tools, ...explained, known, mistakes, readElsewhere: request.reads && !mayRead } };
  } finally {
    close();
  }
}

function unread(tool: string): ToolReport {
  return { tool, filesRead: 0, skipped: [], newest: null, ...noLogs };
}

function read(
  readers: readonly UsageReader[],
  request: UsageRequest,
  store: UsageStore,
  now: () => number,
  onStep: (progress: UsageProgress) => boolean,
): readonly ToolReport[] | null {
  const names = new Map(readers.map(({ id, name }) => [id, name]));
  const steps = scanTools(readers, thisMachine(), store, { now: request.now, since: request.readsSince });
  try {
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      store.claim(request.owner, now(), now() + termMs);
      const { tool, done, of } = step.value;
      if (!onStep({ tool: names.get(tool) ?? tool, done, of })) break;
    }
    return step.done === true ? step.value : null;
  } finally {
    store.release(request.owner);
  }
}
