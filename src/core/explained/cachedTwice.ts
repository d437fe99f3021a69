import type { GroupCall } from './groupCall';

/** Fewer calls, or more of another kind, say nothing: a session may begin with them. */
const [leastCalls, leastShare] = [5, 0.9];

/**
 * Tools whose calls seem to have cached tokens among their input as well: nearly all have more input than was read from the cache, which
 * is rare, as a session's text comes from the cache again and again. Gateways do so; a provider that a log names does not.
 * @see https://github.com/MAXeaglet/commandcode-proxy/issues/25
 */
export function cachedTwice(calls: readonly GroupCall[]): readonly string[] {
  const counts = new Map<string, { all: number; doubtful: number }>();
  for (const { counted, price } of calls) {
    const { provider, tokens } = counted.call;
    if (price.kind !== 'priced' || provider?.evidence !== 'host' || tokens === null || tokens.cacheRead === 0) continue;
    const count = counts.get(counted.tool) ?? { all: 0, doubtful: 0 };
    count.all += 1;
    if (tokens.input >= tokens.cacheRead) count.doubtful += 1;
    counts.set(counted.tool, count);
  }
  return [...counts].filter(([, { all, doubtful }]) => all >= leastCalls && doubtful >= all * leastShare).map(([tool]) => tool);
}
