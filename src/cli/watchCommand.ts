import type { Thresholds } from '../core/model/account';
import { originOf } from '../core/provider/origin';
import { oneLine } from '../core/text/plainText';
import type { Message, WebhookFormat } from '../core/notify/message';
import type { Delayed, Failed } from '../core/notify/outbox';
import type { Channel } from '../core/notify/postTo';
import { formatOf } from '../core/notify/webhookAddress';
import type { AccountArguments } from './accountArguments';
import { variableIn, type Environment } from './environmentAccounts';

export interface WatchArguments extends AccountArguments {
  readonly command: 'watch';
  readonly intervalMs: number;
  readonly webhookEnv?: string;
  /** Where the address does not tell. */
  readonly webhookKind?: WebhookFormat;
  readonly logFile?: string;
  /** From which amount on a balance counts as low; empty: the defaults. */
  readonly lowBalance: Thresholds;
  readonly once: boolean;
}

/** `90s`, `15m`, `2h` → milliseconds; undefined for what is no such time, or under five minutes. */
export function intervalOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * { s: 1000, m: 60_000, h: 3_600_000 }[unit === 's' || unit === 'h' ? unit : 'm'];
  return ms >= 300_000 && ms <= 86_400_000 ? ms : undefined;
}

/** The address is a secret, so it comes from the environment and is never repeated. */
export function channelOf(name: string, kind: WebhookFormat | undefined, environment: Environment): Channel | string {
  const url = variableIn(environment, name);
  if (url === '') return `The variable ${name} holds no address of a webhook.`;
  const read = originOf(url);
  if (!read.ok) return `The address in ${name} must be https, without a user name. Only addresses of this machine may use http.`;
  return { url, format: kind ?? formatOf(url) ?? 'json' };
}

/** What is said of a message that is not posted any more. */
export function givenUpText({ title }: Message, failed: Failed | null): string {
  if (failed === null) return `The watch ended before this message was posted: ${oneLine(title)}`;
  const { status, code, isUnclear } = failed;
  if (isUnclear) return 'The webhook answered, but did not confirm the message, so it does not count as posted.';
  if (status === null) return 'The webhook did not answer, so the message does not count as posted.';
  if (code !== undefined) return `The webhook refused the message (HTTP ${status}, code ${code}), so nothing was posted.`;
  return `The webhook answered HTTP ${status} and did not accept the message, so nothing was posted.`;
}

/** What is said of a message that the receiver wants later. Checks go on meanwhile. */
export function putOffText({ title }: Message, { at }: Delayed): string {
  const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return `The webhook asks to wait until ${time} UTC. This message waits until then, and those behind it: ${oneLine(title)}`;
}
