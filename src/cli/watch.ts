import { checkReport } from '../core/views/checkReport';
import { defaultThresholds } from '../core/model/headline';
import { perOrigin } from '../core/provider/perOrigin';
import { english } from '../core/text/translate';
import type { ChannelKind } from '../core/notify/channelKind';
import type { PostPorts } from '../core/notify/postTo';
import type { Ports } from './checkTargets';
import { exitCode } from './exitCode';
import { failureTeller } from './failureTeller';
import { rereadOnHangup, type Reread } from './rereadOnHangup';
import { watchRound, type RoundPorts } from './watchRound';
import { complain } from './terminal';
import { metricCounts } from './watchMetrics';
import type { WatchSetup } from './watchConfig';
import { stateInMemory } from './watchState';
import { channelOf, type WatchArguments } from './watchCommand';

export interface WatchPorts extends Ports, Omit<RoundPorts, 'memory' | 'counts' | 'typed' | 'tellFailure' | 'onFault'> {
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
  if (wanted.intervalMs === null && first.config.schedule.everyMs === null && !wanted.once)
    return complain('watch needs --interval, such as 15m, or --once.');
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  const parts: RoundPorts = {
    ...ports,
    send: perOrigin(ports.send),
    typed: channel === null ? [] : [{ id: '', channel, posts: ['alerts', 'summaries'] }],
    memory: stateInMemory(),
    counts: metricCounts(),
    tellFailure: failureTeller(),
  };
  const rereading = rereadOnHangup(reread, end.signal);
  let next: WatchSetup | null = first;
  let [code, isWhole] = [0, true];
  try {
    while (next !== null) {
      for (const complaint of next.complaints) complain(complaint);
      isWhole &&= next.complaints.length === 0;
      const round = await watchRound(wanted, next, parts, rereading);
      const thresholds = { ...defaultThresholds, ...wanted.lowBalance };
      code = exitCode(checkReport(round.checked, Date.now(), thresholds, english));
      isWhole &&= round.isWhole;
      next = round.next;
    }
  } finally {
    rereading.dispose();
    await ports.close();
  }
  return code === 0 && !isWhole ? 1 : code;
}
