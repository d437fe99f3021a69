import type * as vscode from 'vscode';
import * as z from 'zod';
import { webhookFormats } from '../../core/notify/message';
import type { Channel } from '../../core/notify/postTo';
import { withTimeLimit } from '../editor/withTimeLimit';

const secretName = 'apiBalance.webhook';

/** The address is a secret, as whoever has it can post; it is bound to the origin it was entered with. */
const StoredWebhook = z.object({ url: z.string(), origin: z.string(), format: z.enum(webhookFormats) });

/** Where a team's messages go, kept as keys are. */
export class Webhook {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  /** Null where none is set, or where what is stored is not ours to read. */
  async stored(): Promise<Channel | null> {
    const text = await withTimeLimit(this.secrets.get(secretName));
    const webhook = text === undefined ? undefined : parsed(text);
    return webhook && URL.canParse(webhook.url) && new URL(webhook.url).origin === webhook.origin ? webhook : null;
  }

  /** Null forgets it. */
  async set(channel: Channel | null): Promise<void> {
    await withTimeLimit(
      channel
        ? this.secrets.store(secretName, JSON.stringify({ ...channel, origin: new URL(channel.url).origin }))
        : this.secrets.delete(secretName),
    );
  }
}

function parsed(text: string): z.infer<typeof StoredWebhook> | undefined {
  try {
    return StoredWebhook.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
