import { createWatch } from '../../src/cli/runWatch';
import type { Message } from '../../src/core/notify/message';
import type { Exchange, Send } from '../../src/core/provider/transport';
import { deepseek } from '../../src/providers';
import { settled } from './heldFetch';
import { beside, team } from './team';
import { idOf, originAt } from './ids';
import { stateInMemory } from '../../src/cli/watchState';
import { keyMark } from '../../src/node/files/keyMark';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { noMail } from './noMail';

export interface QuickWatchParts {
  /** What the provider answers, in USD; the last one for ever. */
  readonly amounts: readonly string[];
  /** What the team's channel makes of a message. */
  readonly take: (message: Message, signal: AbortSignal) => Promise<Exchange>;
  /** Asked after each pause, with the count of requests so far. */
  readonly isOver: (asked: number) => boolean;
}

/** The command line's watch in this process, with pauses that are over at once. */
export function quickWatch({ amounts, take, isOver }: QuickWatchParts) {
  const abort = new AbortController();
  const lines: string[] = [];
  let asked = 0;
  const send: Send = async () => {
    const amount = amounts[Math.min(asked, amounts.length - 1)] ?? '';
    asked += 1;
    const row = { currency: 'USD', total_balance: amount, granted_balance: '0.00', topped_up_balance: amount };
    return {
      ok: true,
      status: 200,
      contentType: 'application/json',
      retryAfter: null,
      body: JSON.stringify({ is_available: true, balance_infos: [row] }),
    };
  };
  const account = { id: idOf('deepseek'), label: 'DeepSeek', site: 'global', origin: originAt('https://api.deepseek.com') };
  const watching = createWatch({
    hmac: hmacSha256,
    mail: noMail,
    state: stateInMemory(),
    owner: 'test',
    markOf: keyMark,
    repeat: () => () => undefined,
    summary: 'off',
    timeZone: 'UTC',
    targets: [{ account, provider: deepseek, key: 'sk-sandbox-quick' }],
    intervalMs: 1,
    lowBalance: {},
    signal: abort.signal,
    send: beside(send, take),
    channels: [{ id: '', channel: team, posts: ['alerts', 'summaries'] }],
    onPutOff: () => undefined,
    onGivenUp: () => undefined,
    onFault: (error) => {
      throw error;
    },
    query: async () => ({ ok: false, kind: 'unreachable' }),
    onLines: (more) => void lines.push(...more),
    pause: async () => {
      await settled();
      if (isOver(asked)) abort.abort();
    },
  });
  return { run: () => watching.run(), lines, asked: () => asked, stop: () => abort.abort() };
}
