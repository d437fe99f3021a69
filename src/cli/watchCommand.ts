import type { EpochMs, Thresholds } from '../core/model';
import { originOf } from '../core/origin';
import type { Exchange, Send } from '../core/transport';
import { english } from '../core/translate';
import { deliveryOf } from '../core/watch/delivery';
import { formatOf, messageBody, type Message, type WebhookFormat } from '../core/watch/message';

export interface WatchArguments {
  readonly command: 'watch';
  readonly providers: readonly string[];
  readonly origin?: string;
  readonly site?: string;
  readonly keyEnv?: string;
  readonly definitionFile?: string;
  readonly intervalMs: number;
  readonly webhookEnv?: string;
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
export function webhookOf(name: string, environment: Readonly<Record<string, string | undefined>>): WebhookTarget | string {
  const url = environment[name]?.trim() ?? '';
  if (url === '') return `The variable ${name} holds no address of a webhook.`;
  const read = originOf(url);
  if (!read.ok) return `The address in ${name} must be https, without a user name. Only addresses of this machine may use http.`;
  return { url, format: formatOf(url) ?? 'json' };
}

/** Posts one message, with a few tries of its own. Resolves to whether it was posted. */
export async function post({ url, format }: WebhookTarget, message: Message, send: Send, pauseUntil: (at: EpochMs) => Promise<void>, signal: AbortSignal): Promise<boolean> {
  for (let attempts = 0; ; attempts += 1) {
    const exchange: Exchange = await send({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: messageBody(message, format, english) }, signal);
    const delivery = deliveryOf(exchange, attempts, Date.now());
    if (delivery.kind === 'posted') return true;
    if (delivery.kind === 'refused') return false;
    await pauseUntil(delivery.at);
  }
}
