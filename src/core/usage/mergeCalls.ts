import type { LoggedCall } from './loggedCall';

/**
 * What two reports of one call come to, whichever came first: the higher rank, then the one that is measured and has more output (a
 * stream is logged again and again while it grows), with the earliest time of both.
 * @param a @param b with the same key
 */
export function mergeCalls<Name extends string | number>(a: LoggedCall<Name>, b: LoggedCall<Name>): LoggedCall<Name> {
  const kept = outweighs(b, a) ? b : a;
  const at = Math.min(a.at, b.at);
  const merged = at === kept.at ? kept : { ...kept, at };
  return withTies(merged, kept === a ? b : a);
}

function outweighs<Name>(b: LoggedCall<Name>, a: LoggedCall<Name>): boolean {
  const [ofA, ofB] = [weightsOf(a), weightsOf(b)];
  const index = ofA.findIndex((weight, at) => weight !== ofB[at]);
  return index < 0 ? wordsOf(b) < wordsOf(a) : (ofB[index] ?? 0) > (ofA[index] ?? 0);
}

function wordsOf<Name>({ model, provider, project, session }: LoggedCall<Name>): string {
  return JSON.stringify([model, provider?.name, project, session]);
}

/** All that may differ, the most telling first, so that no two different reports are equal and their order cannot matter. */
function weightsOf<Name>({ rank = 0, tokens, webSearches = 0, webFetches = 0, costs }: LoggedCall<Name>): readonly number[] {
  return [
    rank,
    tokens === null ? 0 : 1,
    tokens?.output ?? 0,
    tokens?.input ?? 0,
    tokens?.cacheRead ?? 0,
    tokens?.cacheWrite5m ?? 0,
    tokens?.cacheWrite1h ?? 0,
    tokens?.reasoning ?? 0,
    webSearches,
    webFetches,
    costs.reduce((sum, { amount }) => sum + amount, 0),
  ];
}

/** What only one of the two says is kept: it is a copy only where every report of it is one. */
function withTies<Name extends string | number>(kept: LoggedCall<Name>, other: LoggedCall<Name>): LoggedCall<Name> {
  const { copyOf, replayOf, ...own } = kept;
  const name = kept.name ?? other.name;
  return {
    ...own,
    model: kept.model ?? other.model,
    provider: kept.provider ?? other.provider,
    project: kept.project ?? other.project,
    isSubAgent: isOfSubAgent(kept, other),
    ...(name === undefined ? {} : { name }),
    ...(copyOf !== undefined && other.copyOf !== undefined ? { copyOf: least(copyOf, other.copyOf) } : {}),
    ...(replayOf !== undefined && other.replayOf !== undefined ? { replayOf: least(replayOf, other.replayOf) } : {}),
  };
}

/** A sub-agent that begins with what was said before repeats it as its own: of what is no copy the word counts. */
function isOfSubAgent<Name>(a: LoggedCall<Name>, b: LoggedCall<Name>): boolean {
  if ((a.copyOf === undefined) !== (b.copyOf === undefined)) return (a.copyOf === undefined ? a : b).isSubAgent;
  return a.isSubAgent || b.isSubAgent;
}

function least<Name extends string | number>(a: Name, b: Name): Name {
  return a < b ? a : b;
}
