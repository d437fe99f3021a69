import { originOf } from '../provider/origin';
import { sendTo } from '../provider/sendTo';
import type { Exchange, Send } from '../provider/transport';
import type { WebhookFormat } from './message';
import { postAddress } from './webhookAddress';

/** Where messages are posted. The address is a secret: whoever has it can post. */
export interface Channel {
  readonly url: string;
  readonly format: WebhookFormat;
}

/** Called off, it ends as if nobody had answered. */
export async function postTo({ url, format }: Channel, body: string, send: Send, signal: AbortSignal): Promise<Exchange> {
  const read = originOf(url);
  if (!read.ok) return { ok: false, kind: 'originRefused' };
  const request = { method: 'POST', url: postAddress(url, format), headers: { 'content-type': 'application/json' }, body } as const;
  try {
    return await sendTo(read.origin, send)(request, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { ok: false, kind: 'unreachable' };
  }
}
