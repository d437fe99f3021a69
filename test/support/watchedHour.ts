import { mock } from 'node:test';
import { createWatch, type RunWatchParts } from '../../src/cli/runWatch';
import type { CheckTarget } from '../../src/cli/checkTargets';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Send } from '../../src/core/provider/transport';
import type { Message } from '../../src/core/notify/message';
import { minute, start } from './accounts';

/** One account at a provider, each at a host of its own. */
export function targetOf(id: string, provider: KeyedProvider, key = `sk-sandbox-${id}`): CheckTarget {
  return { account: { id, label: id, site: Object.keys(provider.sites)[0] ?? 'own', origin: `https://${id}.example` }, provider, key };
}

export interface Watched {
  /** Requests by host. */
  readonly asked: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
  readonly messages: readonly Message[];
  readonly ticks: number;
}

/** Runs the command line's watch for so many ticks of its own, on a clock that goes by its pauses alone. */
export async function watched(
  targets: readonly CheckTarget[],
  send: Send,
  parts: { readonly ticks: number; readonly once?: boolean } & Partial<Pick<RunWatchParts, 'onMessage'>>,
): Promise<Watched> {
  mock.timers.enable({ apis: ['Date'], now: start });
  const abort = new AbortController();
  const asked = new Map<string, number>();
  const [lines, messages]: [string[], Message[]] = [[], []];
  let ticks = 0;
  const watch = createWatch({
    targets,
    intervalMs: 5 * minute,
    lowBalance: {},
    signal: abort.signal,
    query: () => Promise.reject(new Error('no database')),
    send: (request, signal) => {
      const { hostname } = new URL(request.url);
      asked.set(hostname, (asked.get(hostname) ?? 0) + 1);
      return send(request, signal);
    },
    onLines: (more) => void lines.push(...more),
    onMessage: async (message) => {
      messages.push(message);
      await parts.onMessage?.(message);
    },
    pause: async (ms) => {
      ticks += 1;
      mock.timers.setTime(Date.now() + ms);
      if (ticks >= parts.ticks) abort.abort();
    },
  });
  try {
    await (parts.once ? watch.once() : watch.run());
  } finally {
    mock.timers.reset();
  }
  return { asked, lines, messages, ticks };
}
