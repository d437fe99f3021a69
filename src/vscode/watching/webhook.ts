import type * as vscode from 'vscode';
import * as z from 'zod';
import type { ChannelKind } from '../../core/notify/channelKind';
import type { Channel } from '../../core/notify/postTo';
import { withTimeLimit } from '../editor/withTimeLimit';

const secretName = 'apiBalance.webhook';

/** The address is a secret, as whoever has it can post; it is bound to the origin it was entered with. */
const StoredWebhook = z.object({
  url: z.string(),
  origin: z.string(),
  format: z.string(),
  fields: z.record(z.string(), z.string()).default({}),
});

/** Where a team's messages go, kept as keys are. */
export class Webhook {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    readonly kinds: readonly ChannelKind[],
  ) {}

  /** Null where none is set, or where what is stored is not ours to read. */
  async stored(): Promise<Channel | null> {
    const text = await withTimeLimit(this.secrets.get(secretName));
    const webhook = text === undefined ? undefined : parsed(text);
    if (!webhook || !URL.canParse(webhook.url) || placeOf(webhook.url) !== webhook.origin) return null;
    // One of a newer version is not ours to post to.
    const kind = this.kinds.find(({ id }) => id === webhook.format);
    return kind ? { url: webhook.url, kind, fields: webhook.fields } : null;
  }

  /** Null forgets it. */
  async set(channel: Channel | null): Promise<void> {
    await withTimeLimit(channel ? this.secrets.store(secretName, JSON.stringify(storedOf(channel))) : this.secrets.delete(secretName));
  }
}

/** The origin; addresses of mail servers have none of their own. */
function placeOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

function storedOf({ url, kind, fields }: Channel): z.infer<typeof StoredWebhook> {
  return { url, origin: placeOf(url), format: kind.id, fields };
}

function parsed(text: string): z.infer<typeof StoredWebhook> | undefined {
  try {
    return StoredWebhook.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
