import { leftWithoutKeyTeller } from './leftWithoutKeyTeller';
import { leftOutTeller } from '../core/shared/leftOut';
import type { SharedStanding } from '../core/shared/sharedLink';
import type { AccountState } from '../core/model/accountState';
import { oneLine } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { Checked } from '../core/views/checkReport';
import type { PostPorts } from '../core/notify/postTo';
import { channelHost } from './channelHost';
import type { WatchChannel } from './configChannels';
import type { Ports } from './checkTargets';
import { clockTeller } from './clockTeller';
import type { Rereading } from './rereadOnHangup';
import { createWatch } from './runWatch';
import { messageAccounts, postedLogLine } from '../core/notify/postedLogLine';
import type { OpenShared } from './sharedSetup';
import { sharedTeller } from './sharedTeller';
import { shareWatch } from './shareWatch';
import { complain, say } from './terminal';
import {
  closedText,
  foreignText,
  givenUpText,
  keptText,
  leftText,
  missedText,
  putOffText,
  resumedText,
  summaryLeftText,
  type WatchArguments,
} from './watchCommand';
import type { WatchSetup } from './watchConfig';
import { watchLog, type AppendLog } from './watchLog';
import { watchMetrics, type MetricCounts, type MetricsPorts } from './watchMetrics';
import type { MarkOf } from './watchedTargets';
import { historyTeller, type OpenState, type WatchState } from './watchState';

export interface RoundPorts extends Ports, MetricsPorts, Pick<PostPorts, 'hmac' | 'mail'> {
  readonly openState: OpenState;
  readonly openShared: OpenShared;
  readonly markOf: MarkOf;
  readonly owner: string;
  /** Whether the process that had this name has ended. */
  readonly isGone: (owner: string) => boolean;
  readonly repeat: (ms: number, work: () => void) => () => void;
  /** Rejects when its signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly appendLog: AppendLog;
  readonly onFault: (error: unknown) => void;
  /** What is known where no folder is named, from round to round. */
  readonly memory: WatchState;
  readonly counts: MetricCounts;
  /** The channel of the command line. */
  readonly typed: readonly WatchChannel[];
  readonly tellFailure: (checked: Checked) => void;
  /** Aborted when the watch is to end. */
  readonly end: AbortSignal;
}

export interface Round {
  readonly states: readonly AccountState[];
  /** All was posted and written. */
  readonly isWhole: boolean;
  /** What to go on by; null: the watch is over. */
  readonly next: WatchSetup | null;
}

const hourMs = 3_600_000;

/** A watch from one reading of its configuration to the next. */
export async function watchRound(wanted: WatchArguments, setup: WatchSetup, ports: RoundPorts, rereading: Rereading): Promise<Round> {
  const { targets, config } = setup;
  const { memory, counts, typed, tellFailure, onFault } = ports;
  const { folder, keepDays } = config.history;
  const state = folder === null ? memory : ports.openState(folder, keepDays, () => complain(stateFailure));
  const signal = rereading.round();
  const log = watchLog(wanted.logFile ?? config.log, ports.appendLog);
  const history = historyTeller(state.history, complain);
  const intervalMs = wanted.intervalMs ?? config.schedule.everyMs ?? hourMs;
  let [unposted, isNew, isWritten] = [0, true, true];
  const shared = config.shared && folder !== null ? ports.openShared(folder, config.shared) : null;
  const tellShared = sharedTeller(complain);
  const lookAtClock = clockTeller(complain);
  let mayHandOn = true;
  const tellStanding = (standing: SharedStanding): void => {
    if (standing.kind === 'open') mayHandOn = standing.canWrite;
    tellShared(standing);
  };
  const channels = [...typed, ...config.channels];
  counts.channels(channels.map(({ id }) => id));
  /** Those that are told to take no connection. */
  const closed = new Set<string>();
  const tellKept = (channel: string, count: number): void => {
    if (wanted.once) unposted += count;
    complain(keptText(count, channel));
  };
  const tellLeft = (channel: string, count: number, left: string): void => {
    unposted += count;
    complain(leftText(count, channel, left));
  };
  const watching = createWatch({
    ...ports,
    state,
    ...(shared === null
      ? {}
      : {
          share: shareWatch({ ...ports, ...shared, keepDays, onStanding: tellStanding, onLeftOut: leftOutTeller(english, complain) }),
          machine: oneLine(shared.me().name),
        }),
    targets,
    intervalMs,
    lowBalance: wanted.lowBalance,
    signal,
    channels,
    summary: config.schedule.summary,
    timeZone: config.schedule.timeZone,
    onLines: (lines, account) => {
      say(lines.join('\n'));
      log.write(lines, account);
    },
    onChecked: (checked) => {
      isNew = true;
      counts.checked(checked.account.id, checked.outcome);
      tellFailure(checked);
    },
    onTried: (channel, message, delivery) => {
      if (delivery.kind === 'later') counts.message(channel, 'delayed');
      if (delivery.kind === 'later' && delivery.isClosed && !closed.has(channel)) {
        closed.add(channel);
        complain(closedText(delivery, channel, channelHost(channels, channel)));
      }
      if (delivery.kind !== 'posted') return;
      closed.delete(channel);
      counts.message(channel, 'posted');
      log.writeOfAll(postedLogLine(channel, message, Date.now()), messageAccounts(message));
      if (delivery.missed === undefined) return;
      unposted += 1;
      complain(missedText(delivery, channel));
    },
    onGivenUp: (channel, message, failed) => {
      unposted += 1;
      counts.message(channel, failed?.kind === 'refused' ? 'refused' : 'givenUp');
      complain(givenUpText(message, failed, channel, channelHost(channels, channel)));
    },
    onPutOff: (channel, message, delayed) => void complain(putOffText(message, delayed, channel)),
    onKept: tellKept,
    onForeign: (channel, count) => {
      unposted += count;
      complain(foreignText(count, channel));
    },
    onLeftWithoutKey: leftWithoutKeyTeller(complain),
    onSummaryLeft: (channel) => void complain(summaryLeftText(channel)),
    onResumed: (known, nextAt) => void complain(resumedText(known, nextAt)),
    onTick: () => {
      lookAtClock();
      isWritten &&= history.look();
      metrics.write(isNew);
      isNew = false;
    },
  });
  const metrics = watchMetrics({
    ...ports,
    file: config.metrics.file,
    listen: wanted.once ? null : (wanted.metrics ?? config.metrics.listen),
    facts: watching.facts,
    tell: complain,
    ...(wanted.once ? {} : { running: { intervalMs, ...counts } }),
  });
  try {
    await metrics.open();
    await (wanted.once ? watching.once() : watching.run());
    const next = rereading.next();
    const isLeft = next !== null && next.config.history.folder !== folder;
    // What is in memory alone outlives a round only where no folder was named.
    const isLost = !state.isKept() && (next === null || state !== memory);
    if (isLeft || isLost) watching.giveUp();
    if (isLeft && folder !== null) watching.tellWaiting((channel, count) => tellLeft(channel, count, folder));
    else if (next === null && !wanted.once) watching.tellWaiting(tellKept);
    // A run that goes on hands on what is left when it begins anew; of a single one nobody knows when.
    const isHandedOn = !wanted.once || shared === null || !mayHandOn || shared.outbox.count() === 0;
    const isWhole = isHandedOn && unposted === 0 && isWritten && history.look() && !log.hasFailed() && !metrics.hasFailed();
    return { states: watching.states(), isWhole, next };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { states: watching.states(), isWhole: false, next: rereading.next() };
  } finally {
    await metrics.close().catch(onFault);
    closeAll([shared?.outbox, ...(state === memory ? [] : [state.history, state.store])], onFault);
  }
}

/** Whatever one of them meets, the others are closed. */
function closeAll(all: readonly ({ readonly close: () => void } | null | undefined)[], onFault: (error: unknown) => void): void {
  for (const one of all) {
    try {
      one?.close();
    } catch (error) {
      onFault(error);
    }
  }
}

const stateFailure =
  'What a watch knows cannot be kept in its folder just now: look at its rights, and whether the disk is full. It is in memory alone, and the checks go on.';
