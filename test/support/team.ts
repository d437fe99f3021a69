import * as z from 'zod';
import { readMessage, type Message } from '../../src/core/notify/message';
import type { Channel } from '../../src/core/notify/postTo';
import type { Exchange, HttpRequest, Send } from '../../src/core/provider/transport';
import { channelAt } from './channels';

/** Where a team's messages are posted, as they are. */
export const team: Channel = channelAt('https://team.example/hook', 'json');

const Posted = z.looseObject({ at: z.string().transform(Date.parse) });

/** The message that was posted to {@link team}. */
export function postedMessage({ body = '' }: HttpRequest): Message {
  const message = readMessage(JSON.stringify(Posted.parse(JSON.parse(body))));
  if (message === undefined) throw new Error(`No message: ${body}`);
  return message;
}

export function answering(status: number, retryAfter: string | null = null): Exchange {
  return { ok: true, status, contentType: 'text/plain', retryAfter, body: '' };
}

/** What is sent to the team goes to `take`, and the rest its own way. */
export function beside(send: Send, take: (message: Message, signal: AbortSignal) => Promise<Exchange>): Send {
  return (request, signal) => (request.url === team.url ? take(postedMessage(request), signal) : send(request, signal));
}
