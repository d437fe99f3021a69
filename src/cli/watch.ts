import { resolve } from 'node:path';
import { checkReport } from '../core/views/checkReport';
import { defaultThresholds } from '../core/model/headline';
import { perOrigin } from '../core/provider/perOrigin';
import { english } from '../core/text/translate';
import type { ChannelKind } from '../core/notify/channelKind';
import type { PostPorts } from '../core/notify/postTo';
import type { BalanceLogFault } from '../core/notify/balanceLogLines';
import type { CheckTarget, Ports } from './checkTargets';
import { exitCode } from './exitCode';
import { failureTeller } from './failureTeller';
import { createWatch } from './runWatch';
import { complain, say } from './terminal';
import type { AccountId } from '../core/model/accountId';
import type { SummaryPace } from '../core/notify/summaryTurn';
import type { WatchChannel } from './configChannels';
import { channelOf, givenUpText, missedText, putOffText, type WatchArguments } from './watchCommand';

export interface WatchPorts extends Ports {
  readonly close: () => Promise<void>;
  readonly kinds: readonly ChannelKind[];
  readonly hmac: PostPorts['hmac'];
  readonly mail: PostPorts['mail'];
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Adds lines to a file with a whole path; null where it worked. */
  readonly appendLog: (file: string, lines: readonly string[]) => BalanceLogFault | null;
}

/** What a configuration adds to what was typed. */
export interface WatchConfig {
  readonly channels: readonly WatchChannel[];
  readonly log: string | null;
  readonly everyMs: number | null;
  readonly summary?: { readonly pace: SummaryPace; readonly timeZone: string };
}

const hour = 3_600_000;

/** For servers and cron: one line for each amount, alerts to a webhook, and the exit code of a check at the end. */
export async function watch(
  wanted: WatchArguments,
  targets: readonly CheckTarget[],
  ports: WatchPorts,
  config: WatchConfig = { channels: [], log: null, everyMs: null },
): Promise<number> {
  const channel = wanted.webhookEnv === undefined ? null : channelOf(wanted.webhookEnv, wanted.webhookKind, ports.kinds, process.env);
  if (typeof channel === 'string') return complain(channel);
  const intervalMs = wanted.intervalMs ?? config.everyMs ?? (wanted.once ? hour : null);
  if (intervalMs === null) return complain('watch needs --interval, such as 15m, or --once.');
  const typed: readonly WatchChannel[] = channel === null ? [] : [{ id: '', channel, posts: ['alerts', 'summaries'] }];
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const log = logWriter(wanted.logFile ?? config.log, ports.appendLog);
  let unposted = 0;
  const watching = createWatch({
    ...ports,
    targets,
    send: perOrigin(ports.send),
    intervalMs,
    lowBalance: wanted.lowBalance,
    signal: abort.signal,
    onLines: (lines, account) => {
      say(lines.join('\n'));
      log.write(lines, account);
    },
    onChecked: failureTeller(),
    channels: [...typed, ...config.channels],
    ...(config.summary ? { summary: config.summary } : {}),
    onGivenUp: (id, message, failed) => {
      unposted += 1;
      complain(givenUpText(message, failed, id));
    },
    onMissed: (id, posted) => {
      unposted += 1;
      complain(missedText(posted, id));
    },
    onPutOff: (id, message, delayed) => void complain(putOffText(message, delayed, id)),
  });
  try {
    await (wanted.once ? watching.once() : watching.run());
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  } finally {
    await ports.close();
  }
  const code = exitCode(checkReport(watching.checked(), Date.now(), { ...defaultThresholds, ...wanted.lowBalance }, english));
  return code === 0 && (unposted > 0 || log.hasFailed()) ? 1 : code;
}

interface LogWriter {
  readonly write: (lines: readonly string[], account: AccountId) => void;
  readonly hasFailed: () => boolean;
}

/** Says once that the log cannot be written and why, not with every check. */
function logWriter(named: string | null, append: WatchPorts['appendLog']): LogWriter {
  let failed = false;
  let complainedOf: BalanceLogFault | null = null;
  return {
    write: (lines, account) => {
      if (named === null) return;
      // One file for all, or one for each account.
      const file = resolve(named.replaceAll('{account}', account));
      const fault = append(file, lines);
      failed ||= fault !== null;
      if (fault !== null && fault !== complainedOf) {
        complain(`The log cannot be written${logFaults[fault]}, so these lines are not in it. The checks go on.`);
      }
      complainedOf = fault;
    },
    hasFailed: () => failed,
  };
}

const logFaults: Readonly<Record<BalanceLogFault, string>> = {
  notAbsolute: '',
  notWritable: '',
  notAFile: ', since it is a folder or a device and not a file',
  noRights: ', since this program has no rights to write there',
  diskFull: ', since the disk is full',
};
