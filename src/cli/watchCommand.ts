import type { ListenAddress } from '../core/metrics/listenAddress';
import type { Thresholds } from '../core/model/account';
import { oneLine } from '../core/text/plainText';
import type { ChannelKind } from '../core/notify/channelKind';
import type { ChannelPlace } from '../core/notify/channelPlace';
import { deliveryText } from '../core/notify/deliveryText';
import type { Message } from '../core/notify/message';
import type { Posted } from '../core/notify/delivery';
import type { Delayed, Failed } from '../core/notify/outboxPorts';
import type { Channel } from '../core/notify/postTo';
import { targetFault } from '../core/notify/targetFault';
import { kindOf } from '../core/notify/kindOf';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import { utcMinute } from '../core/time/isoTime';
import type { AccountArguments } from './accountArguments';
import { variableIn, type Environment } from './environmentAccounts';
import { faultText } from './faultText';

export interface WatchArguments extends AccountArguments {
  readonly command: 'watch';
  /** null: as the configuration says. */
  readonly intervalMs: number | null;
  readonly webhookEnv?: string;
  /** Where the address does not tell. */
  readonly webhookKind?: string;
  readonly logFile?: string;
  /** Where Prometheus may read. */
  readonly metrics?: ListenAddress;
  /** From which amount on a balance counts as low; empty: the defaults. */
  readonly lowBalance: Thresholds;
  readonly once: boolean;
}

/** The address is a secret, so it comes from the environment and is never repeated. */
export function channelOf(
  name: string,
  kindId: string | undefined,
  kinds: readonly ChannelKind[],
  environment: Environment,
): Channel | string {
  const url = variableIn(environment, name);
  if (url === '') return `The variable ${name} holds no address of a webhook.`;
  const kind = kinds.find(({ id }) => id === (kindId ?? kindOf(url, kinds)?.id ?? 'json'));
  if (!kind) return `--webhook-kind takes ${kinds.map(({ id }) => id).join(', ')}.`;
  const target = { url, fields: {} };
  const fault = targetFault(target, kind);
  if (!fault) return { ...target, kind };
  const text = faultText(fault, `The address in ${name}`);
  const isBeside = fault.of === 'mail' && (fault.fault === 'from' || fault.fault === 'to');
  return isBeside ? `${text} Write them into a configuration (--config), or into ${name}: smtp://…?from=…&to=…` : text;
}

function nameOf(channel: string): string {
  return channel === '' ? 'the webhook' : `channel ${channel}`;
}

/** A channel may stand at the beginning or within. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function placeOf(channel: string): ChannelPlace {
  return channel === '' ? 'options' : 'configuration';
}

/** What is said of a message that is not posted any more. */
export function givenUpText({ title }: Message, failed: Failed | null, channel = ''): string {
  if (failed === null) return `The watch ended before this message was posted: ${oneLine(title)}`;
  const said = `It said: ${oneLine(title)}`;
  const refused = sentence(deliveryText(failed, nameOf(channel), placeOf(channel), english));
  if (failed.waitUntil === undefined) return `${refused} ${said}`;
  const wait = `${sentence(nameOf(channel))} asks to wait until ${utcMinute(failed.waitUntil)}`;
  return failed.reason === null ? `${wait}, so this message is not posted. ${said}` : `${refused} ${wait}. ${said}`;
}

/** What is said of a mail that some recipients do not get. */
export function missedText(posted: Posted, channel = ''): string {
  return sentence(deliveryText(posted, nameOf(channel), placeOf(channel), english));
}

/** What is said at the end of a run of what is tried again with the next one. */
export function keptText(count: number, channel: string): string {
  return `${sentence(nameOf(channel))} took ${count === 1 ? 'one message' : `${count} messages`} not yet: the next run tries again.`;
}

/** What is said of what waits in a folder that the configuration names no more. */
export function leftText(count: number, channel: string, folder: string): string {
  const messages = count === 1 ? 'one message not yet. It stays' : `${count} messages not yet. They stay`;
  const who = sentence(nameOf(channel));
  return `${who} took ${messages} in ${folder}, and nobody posts what is there until a configuration names that folder again.`;
}

/** What is said at the start where nothing is asked at once. */
export function resumedText(known: number, nextAt: EpochMs): string {
  const accounts = known === 1 ? 'One account is' : `${known} accounts are`;
  return `${accounts} known from before. The next check is at ${utcMinute(nextAt)}.`;
}

/** What is said of messages whose channel is gone. */
export function foreignText(count: number, channel: string): string {
  const messages = count === 1 ? 'one message that waited for it is' : `${count} messages that waited for it are`;
  return `${sentence(nameOf(channel))} is not in the configuration any more, so ${messages} not posted.`;
}

/** What is said of a message that the receiver wants later. Checks go on meanwhile. */
export function putOffText({ title }: Message, { at }: Delayed, channel = ''): string {
  const who = sentence(nameOf(channel));
  return `${who} asks to wait until ${utcMinute(at)}. This message waits until then, and those behind it: ${oneLine(title)}`;
}
