import { mock } from 'node:test';
import { createWatch } from '../../src/cli/runWatch';
import type { RunWatchParts } from '../../src/cli/runWatchParts';
import type { CheckTarget, KeyedTarget } from '../../src/cli/checkTargets';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Exchange, Send } from '../../src/core/provider/transport';
import type { Message } from '../../src/core/notify/message';
import { minute, start } from './accounts';
import { settled } from './heldFetch';
import { heldPauses } from './heldPauses';
import { answering, beside, team } from './team';
import { originAt, idOf } from './ids';
import { stateInMemory } from '../../src/cli/watchState';
import { keyMark } from '../../src/node/files/keyMark';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { noMail } from './noMail';

/** One account at a provider, each at a host of its own. */
export function targetOf(id: string, provider: KeyedProvider, key = `sk-sandbox-${id}`): KeyedTarget {
  return {
    account: { id: idOf(id), label: id, site: Object.keys(provider.sites)[0] ?? 'own', origin: originAt(`https://${id}.example`) },
    provider,
    key,
  };
}

export interface Watched {
  /** Requests by host. */
  readonly asked: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
  readonly messages: readonly Message[];
  readonly ticks: number;
  /** By its own clock. */
  readonly took: number;
}

/**
 * Runs the command line's watch for so many pauses of its own, on a clock that goes to the end of the next one once all
 * else has happened.
 */
export async function watched(
  targets: readonly CheckTarget[],
  send: Send,
  parts: {
    readonly ticks: number;
    readonly once?: boolean;
    /** What the team's channel makes of a message. */
    readonly take?: (message: Message, signal: AbortSignal) => Promise<Exchange>;
  } & Partial<Pick<RunWatchParts, 'onGivenUp' | 'onFault' | 'onTick' | 'summary' | 'state'>>,
): Promise<Watched> {
  mock.timers.enable({ apis: ['Date'], now: start });
  const { ticks: most, once = false, take = () => Promise.resolve(answering(200)), onGivenUp = () => undefined, onFault, ...more } = parts;
  const abort = new AbortController();
  const asked = new Map<string, number>();
  const [lines, messages]: [string[], Message[]] = [[], []];
  const { pause, next } = heldPauses(Date.now);
  const counted: Send = (request, signal) => {
    const { hostname } = new URL(request.url);
    asked.set(hostname, (asked.get(hostname) ?? 0) + 1);
    return send(request, signal);
  };
  const watch = createWatch({
    hmac: hmacSha256,
    mail: noMail,
    state: stateInMemory(),
    owner: 'test',
    markOf: keyMark,
    repeat: () => () => undefined,
    summary: 'off',
    timeZone: 'UTC',
    targets,
    intervalMs: 5 * minute,
    lowBalance: {},
    signal: abort.signal,
    query: () => Promise.reject(new Error('no database')),
    send: beside(counted, (message, signal) => {
      messages.push(message);
      return take(message, signal);
    }),
    onLines: (more) => void lines.push(...more),
    channels: [{ id: '', channel: team, posts: ['alerts', 'summaries'] }],
    onPutOff: () => undefined,
    onGivenUp,
    onFault: onFault ?? (() => undefined),
    pause,
    ...more,
  });
  const counts = { ticks: 0, ended: 0 };
  try {
    const running = (once ? watch.once() : watch.run()).finally(() => {
      counts.ended += 1;
    });
    while (counts.ended === 0) {
      await settled();
      const passed = next();
      if (!passed) continue;
      counts.ticks += 1;
      mock.timers.setTime(passed.endsAt);
      passed.end();
      if (counts.ticks >= most) abort.abort();
    }
    await running;
    return { asked, lines, messages, ticks: counts.ticks, took: Date.now() - start };
  } finally {
    mock.timers.reset();
  }
}
