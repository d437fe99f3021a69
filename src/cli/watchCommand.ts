import type { EpochMs } from '../core/time/epoch';
import type { Thresholds } from '../core/model/account';
import { originOf } from '../core/provider/origin';
import { oneLine } from '../core/text/plainText';
import { sendTo } from '../core/provider/sendTo';
import type { Exchange, Send } from '../core/provider/transport';
import { english } from '../core/text/translate';
import { deliveryOf, type Delivery } from '../core/notify/delivery';
import { messageBody, type Message, type WebhookFormat } from '../core/notify/message';
import { confirmationOf, formatOf, postAddress } from '../core/notify/webhookAddress';
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

export interface WebhookTarget {
  readonly url: string;
  readonly format: WebhookFormat;
}

/** The address is a secret, so it comes from the environment and is never repeated. */
export function webhookOf(name: string, kind: WebhookFormat | undefined, environment: Environment): WebhookTarget | string {
  const url = variableIn(environment, name);
  if (url === '') return `The variable ${name} holds no address of a webhook.`;
  const read = originOf(url);
  if (!read.ok) return `The address in ${name} must be https, without a user name. Only addresses of this machine may use http.`;
  return { url, format: kind ?? formatOf(url) ?? 'json' };
}

export type Posted = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Posts one message, with a few tries of its own that end before `until`, or when the signal is aborted. */
export async function post(
  target: WebhookTarget,
  message: Message,
  send: Send,
  pauseUntil: (at: EpochMs) => Promise<void>,
  until: EpochMs,
  signal: AbortSignal,
): Promise<Posted> {
  try {
    return await tryToPost(target, message, send, pauseUntil, until, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { ok: false, reason: `The watch ended before this message was posted: ${oneLine(message.title)}` };
  }
}

async function tryToPost(
  { url, format }: WebhookTarget,
  message: Message,
  send: Send,
  pauseUntil: (at: EpochMs) => Promise<void>,
  until: EpochMs,
  signal: AbortSignal,
): Promise<Posted> {
  const [address, confirmation] = [postAddress(url, format), confirmationOf(url, format)];
  for (let attempts = 0; ; attempts += 1) {
    const exchange: Exchange = await sendTo(new URL(url).origin, send)(
      { method: 'POST', url: address, headers: { 'content-type': 'application/json' }, body: messageBody(message, format, english) },
      signal,
    );
    const delivery = deliveryOf(exchange, attempts, Date.now(), confirmation);
    if (delivery.kind === 'posted') return { ok: true };
    if (delivery.kind === 'refused' || delivery.at > until) return { ok: false, reason: refusalText(delivery) };
    await pauseUntil(delivery.at);
  }
}

function refusalText(delivery: Exclude<Delivery, { kind: 'posted' }>): string {
  const { status, code, isUnclear } = delivery;
  if (isUnclear) return 'The webhook answered, but did not say that it took the message, so it does not count as posted.';
  if (status === null) return 'The webhook could not be reached, so nothing was posted.';
  if (code !== undefined) return `The webhook refused the message (HTTP ${status}, code ${code}), so nothing was posted.`;
  return `The webhook answered HTTP ${status} and did not take the message, so nothing was posted.`;
}
