import { perOrigin } from '../core/provider/perOrigin';
import type { ChannelKind } from '../core/notify/channelKind';
import type { PostPorts } from '../core/notify/postTo';
import type { Ports } from './checkTargets';
import { exitCodeOf } from './exitCode';
import { failureTeller } from './failureTeller';
import { rereadOnHangup, type Reread } from './rereadOnHangup';
import { watchRound, type RoundPorts } from './watchRound';
import { complain } from './terminal';
import { metricCounts } from './watchMetrics';
import type { WatchSetup } from './watchConfig';
import { stateInMemory } from './watchState';
import { channelOf, type WatchArguments } from './watchCommand';

export interface WatchPorts extends Ports, Omit<RoundPorts, 'memory' | 'counts' | 'typed' | 'tellFailure' | 'end' | 'onFault'> {
  readonly close: () => Promise<void>;
  readonly kinds: readonly ChannelKind[];
  readonly hmac: PostPorts['hmac'];
  readonly onFault: (error: unknown) => void;
}

/**
 * For servers and cron: one line for each amount, alerts and summaries to channels, and the exit code of a check at the end.
 * @param reread what the configuration says by now; null where there is none
 */
export async function watch(wanted: WatchArguments, first: WatchSetup, ports: WatchPorts, reread: Reread | null): Promise<number> {
  const channel = wanted.webhookEnv === undefined ? null : channelOf(wanted.webhookEnv, wanted.webhookKind, ports.kinds, process.env);
  if (typeof channel === 'string') return complain(channel);
  const lacksInterval = ({ config }: WatchSetup): boolean => wanted.intervalMs === null && config.schedule.everyMs === null && !wanted.once;
  if (lacksInterval(first)) return complain(noInterval);
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  const parts: RoundPorts = {
    ...ports,
    send: perOrigin(ports.send),
    typed: channel === null ? [] : [{ id: '', channel, posts: ['alerts', 'summaries'] }],
    memory: stateInMemory(),
    counts: metricCounts(),
    tellFailure: failureTeller(),
    end: end.signal,
  };
  // A single run is over before anybody could want it otherwise.
  const again: Reread | null = reread && !wanted.once ? () => usable(reread(), lacksInterval) : null;
  const rereading = rereadOnHangup(again, end.signal);
  let next: WatchSetup | null = first;
  let [code, isWhole] = [0, true];
  try {
    while (next !== null) {
      for (const complaint of next.complaints) complain(complaint);
      isWhole &&= next.complaints.length === 0;
      const round = await watchRound(wanted, next, parts, rereading);
      code = exitCodeOf(round.states);
      isWhole &&= round.isWhole;
      next = round.next;
    }
  } finally {
    rereading.dispose();
    await ports.close();
  }
  return code === 0 && !isWhole ? 1 : code;
}

const noInterval = 'watch needs --interval, such as 15m, or --once.';

function usable(read: ReturnType<Reread>, lacksInterval: (setup: WatchSetup) => boolean): ReturnType<Reread> {
  return read.ok && lacksInterval(read) ? { ok: false, reason: noInterval } : read;
}
