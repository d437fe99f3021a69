import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { AccountBook } from './accountBook';
import { send } from './exchange';
import { faultSchema } from './faults';
import { moneySchema } from './money';
import type { RequestLog } from './requestLog';

export const controlPrefix = '/_sandbox/';

const accountCall = z.strictObject({
  provider: z.string(),
  key: z.string().min(1),
  name: z.string().exactOptional(),
  /** Null: the key is unknown from now on. */
  money: moneySchema.nullable().exactOptional(),
  fault: faultSchema.nullable().exactOptional(),
});
const faultCall = z.strictObject({
  key: z.string().min(1),
  path: z.string().exactOptional(),
  fault: faultSchema.nullable(),
});

interface Controlled {
  readonly book: AccountBook;
  readonly log: RequestLog;
  readonly now: () => number;
}

/** The same controls as `Sandbox`, for tests and demos in another process. */
export async function control(request: IncomingMessage, response: ServerResponse, ground: Controlled): Promise<void> {
  const asked = `${request.method ?? ''} ${(request.url ?? '').slice(controlPrefix.length)}`;
  try {
    const body = await text(request);
    answer(response, 200, obey(asked, body, ground));
  } catch (error) {
    answer(response, 400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function obey(asked: string, body: string, { book, log, now }: Controlled): unknown {
  switch (asked) {
    case 'POST account': {
      const call = accountCall.parse(JSON.parse(body));
      const { provider, key, name = `${provider} account`, money, fault } = call;
      if (money === null) book.remove(key);
      else if (money !== undefined) book.put({ provider, key, name, money, since: now() });
      if (fault !== undefined) book.setFault(key, fault);
      return {};
    }
    case 'POST fault': {
      const { key, path, fault } = faultCall.parse(JSON.parse(body));
      book.setFault(key, fault, path);
      return {};
    }
    case 'GET requests':
      return log.requests;
    case 'DELETE requests':
      log.clear();
      return {};
    default:
      throw new Error(`No such control: ${asked}`);
  }
}

function answer(response: ServerResponse, status: number, json: unknown): void {
  send(response, { status, body: { text: JSON.stringify(json), type: 'application/json' } });
}
