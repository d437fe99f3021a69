import type * as vscode from 'vscode';
import * as z from 'zod';
import type { EpochMs } from '../../core/time/epoch';
import { hostOf } from '../../core/provider/origin';
import { sendTo } from '../../core/provider/sendTo';
import type { Exchange, Send } from '../../core/provider/transport';
import { deliveryOf, type Delivery } from '../../core/notify/delivery';
import { messageBody, webhookFormats, type Message } from '../../core/notify/message';
import { confirmationOf, postAddress } from '../../core/notify/webhookAddress';
import type { WatchStore } from '../../core/checks/watchStore';
import { logged } from '../editor/log';
import { t } from '../editor/translation';
import { withTimeLimit } from '../editor/withTimeLimit';

const secretName = 'apiBalance.webhook';

/** The address is a secret, as whoever has it can post; it is bound to the origin it was entered with. */
const StoredWebhook = z.object({ url: z.string(), origin: z.string(), format: z.enum(webhookFormats) });
export type StoredWebhook = z.infer<typeof StoredWebhook>;

export interface WebhookParts {
  readonly secrets: vscode.SecretStorage;
  readonly store: WatchStore;
  readonly send: Send;
  readonly log: vscode.LogOutputChannel;
}

/** Messages to a team's channel: kept until they are posted, and called posted only then. */
export class Webhook {
  constructor(private readonly parts: WebhookParts) {}

  async stored(): Promise<StoredWebhook | undefined> {
    const text = await withTimeLimit(this.parts.secrets.get(secretName));
    if (text === undefined) return undefined;
    try {
      return StoredWebhook.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  }

  /** undefined forgets it. */
  async set(webhook: StoredWebhook | undefined): Promise<void> {
    const { secrets, store } = this.parts;
    await withTimeLimit(webhook ? secrets.store(secretName, JSON.stringify(webhook)) : secrets.delete(secretName));
    for (const { id } of store.posts()) store.setPost(id, null);
    store.setTime('postRefused', 0);
  }

  /** To be posted by the window that watches. */
  async add(message: Message, now: EpochMs): Promise<void> {
    const webhook = await this.stored();
    if (webhook) this.parts.store.addPost(messageBody(message, webhook.format, t), now);
  }

  /** Posts what is due, oldest first. The rest waits behind one that has to wait, so that the order stays. */
  async deliver(now: EpochMs): Promise<void> {
    const { store } = this.parts;
    if (store.posts().length === 0) return;
    const webhook = await this.stored();
    const confirmation = webhook && confirmationOf(webhook.url, webhook.format);
    for (const { id, body, attempts, nextAt } of store.posts()) {
      if (!webhook) store.setPost(id, null);
      else if (nextAt > now) return;
      else if (this.#settle(id, deliveryOf(await this.#post(webhook, body), attempts, now, confirmation), now)) return;
    }
  }

  /** Posts at once, past the queue, and says what became of it. */
  async postNow(webhook: StoredWebhook, message: Message): Promise<Delivery> {
    const now = Date.now();
    const exchange = await this.#post(webhook, messageBody(message, webhook.format, t));
    const delivery = deliveryOf(exchange, 0, now, confirmationOf(webhook.url, webhook.format));
    if (delivery.kind === 'posted') this.parts.store.setTime('posted', now);
    return delivery;
  }

  /** For the tooltip: what became of the last message. */
  state(): { readonly postedAt: EpochMs | null; readonly waiting: number; readonly refusedAt: EpochMs | null } {
    const { store } = this.parts;
    const refusedAt = store.time('postRefused') ?? 0;
    return { postedAt: store.time('posted'), waiting: store.posts().length, refusedAt: refusedAt > 0 ? refusedAt : null };
  }

  /** Whether the others have to wait. */
  #settle(id: number, delivery: Delivery, now: EpochMs): boolean {
    const { store, log } = this.parts;
    switch (delivery.kind) {
      case 'posted':
        store.setPost(id, null);
        store.setTime('posted', now);
        store.setTime('postRefused', 0);
        return false;
      case 'later':
        store.setPost(id, { attempts: delivery.attempts, nextAt: delivery.at });
        return true;
      case 'refused':
        store.setPost(id, null);
        store.setTime('postRefused', now);
        log.warn(`webhook: given up (${metText(delivery)})`);
        return false;
    }
  }

  async #post({ url, origin, format }: StoredWebhook, body: string): Promise<Exchange> {
    if (!URL.canParse(url)) return { ok: false, kind: 'originRefused' };
    const { send, log } = this.parts;
    return sendTo(origin, logged(send, log, 'webhook'))(
      { method: 'POST', url: postAddress(url, format), headers: { 'content-type': 'application/json' }, body },
      new AbortController().signal,
    );
  }
}

/** For the log: what was met instead. */
function metText({ status, code, isUnclear }: Exclude<Delivery, { kind: 'posted' }>): string {
  if (isUnclear) return status === null ? 'answer too long' : `HTTP ${status}, not confirmed`;
  if (status === null) return 'not reached';
  return code === undefined ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
}

/** What became of a post, in words. */
export function deliveryText(delivery: Delivery, origin: string): string {
  const host = hostOf(origin);
  if (delivery.kind === 'posted') return t('Posted to {host}.', { host });
  if (delivery.isUnclear) return t('{host} answered, but did not say that it took the message, so it does not count as posted.', { host });
  switch (delivery.kind) {
    case 'later':
      if (delivery.code !== undefined) {
        return t('{host} takes no message now (code {code}), so nothing was posted. Try again in a while.', { host, code: delivery.code });
      }
      return delivery.status === null
        ? t('{host} could not be reached, so nothing was posted.', { host })
        : t('{host} answered HTTP {status}, so nothing was posted. Try again in a while.', { host, status: delivery.status });
    case 'refused':
      if (delivery.code !== undefined)
        return t('{host} refused the message (code {code}), so nothing was posted. Its documentation tells what the code means.', {
          host,
          code: delivery.code,
        });
      return delivery.status === null
        ? t('No trusted connection to {host} was possible, so nothing was posted.', { host })
        : t('{host} refused the message (HTTP {status}), so nothing was posted. The address may be gone: set the webhook again.', {
            host,
            status: delivery.status,
          });
  }
}
