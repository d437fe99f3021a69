import { unit } from '../core/money/money';
import { callKey } from '../core/usage/callKey';
import { amountAt, countAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall, LoggedCost } from '../core/usage/loggedCall';
import { usedTokens } from '../core/usage/readTokens';
import type { Tokens } from '../core/usage/tokens';
import type { Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/ryoppippi/ccusage/blob/5816e640e8824986f33427203da164b01394a161/rust/crates/ccusage/src/adapter/amp/paths.rs */
function places({ home, variable }: Machine): readonly string[] {
  const named = (variable('AMP_DATA_DIR') ?? '').split(',').map((folder) => folder.trim());
  const ofUser = variable('XDG_DATA_HOME') ?? '';
  const all = [...named, ofUser === '' ? '' : `${ofUser}/amp`, `${home}/.local/share/amp`];
  return all.filter((folder) => folder !== '').map((folder) => folder.replaceAll('\\', '/'));
}

/**
 * A thread tells of a call twice: in the message that came of it, with all tokens, and in a ledger, which leaves out what was cached.
 * Older threads have only the ledger, newer ones only the messages. Copies of a thread keep the times.
 * @see https://github.com/ryoppippi/ccusage/blob/5816e640e8824986f33427203da164b01394a161/rust/crates/ccusage/src/adapter/amp/parser.rs
 */
function readThread(content: unknown): ReadCalls {
  const id = textAt(content, 'id');
  if (id === undefined) return 'malformed';
  const messages = listAt(content, 'messages').filter((message) => (fieldAt(message, 'usage') ?? null) !== null);
  const events = listAt(content, 'usageLedger', 'events');
  const joined = new Map(messages.map((message) => [message, eventOf(message, events)]));
  // What a sub-agent says is a thread of its own, which names the one that it was started in.
  const about = { project: folderOf(content), session: id, isSubAgent: textAt(content, 'mainThreadID') !== undefined };
  const left = events.filter((event) => ![...joined.values()].includes(event));
  return {
    calls: [
      ...messages.flatMap((message) => callOfMessage(message, joined.get(message), about)),
      ...left.flatMap((event) => callOfEvent(event, about)),
    ],
  };
}

type About = Pick<LoggedCall, 'project' | 'session' | 'isSubAgent'>;

/** Messages that were written anew have the numbers of those before them, and the ledger has them all: the nearest in time is it. */
function eventOf(message: unknown, events: readonly unknown[]): unknown {
  const id = fieldAt(message, 'messageId');
  const at = timeOf(message);
  const distance = (event: unknown): number => Math.abs(timeAt(event, 'timestamp') - at);
  // One that names no message, or of a message without a number, is known by what was answered.
  const isSame = (event: unknown): boolean =>
    textAt(event, 'model') === textAt(message, 'usage', 'model') &&
    countAt(event, 'tokens', 'output') === countAt(message, 'usage', 'outputTokens');
  const own = events.filter((event) => {
    const to = fieldAt(event, 'toMessageId');
    return id === undefined || to === undefined ? isSame(event) : to === id;
  });
  return [...own].sort((a, b) => distance(a) - distance(b))[0];
}

function timeOf(message: unknown): number {
  return timeAt(message, 'usage', 'timestamp') || timeAt(message, 'timestamp');
}

function callOfMessage(message: unknown, event: unknown, about: About): readonly LoggedCall[] {
  const at = timeOf(message) || timeAt(event, 'timestamp');
  const usage = fieldAt(message, 'usage');
  const model = textAt(usage, 'model') ?? null;
  const credits = creditsOf(usage);
  return [
    {
      ...called,
      ...about,
      key: callKey('amp', countAt(message, 'messageId') ?? '', at, model ?? ''),
      at,
      model,
      tokens: tokensOf(usage, model),
      costs: credits.length > 0 ? credits : creditsOf(event),
      ...(event === undefined ? {} : { name: nameOf(event) }),
    },
  ];
}

/**
 * Anthropic alone tells what is written to its cache. Of all others Amp puts the input that was in no cache there, and 0 for input, or
 * the whole of it, cached or not; what all of it comes to, and what of it was cached, it has in the same place for all.
 * @see https://www.npmjs.com/package/@sourcegraph/amp/v/0.0.1769314944-g5070a1 `totalInputTokens` in dist/main.js
 */
function tokensOf(usage: unknown, model: string | null): Tokens | null {
  const [whole, cacheRead] = [countAt(usage, 'totalInputTokens'), countAt(usage, 'cacheReadInputTokens')];
  const [input, output] = [countAt(usage, 'inputTokens'), countAt(usage, 'outputTokens')];
  if (model?.includes('claude') !== true && whole !== undefined && whole >= (cacheRead ?? 0))
    return usedTokens({ input: whole - (cacheRead ?? 0), output, cacheRead });
  return usedTokens({ input, output, cacheRead, cacheWrite5m: countAt(usage, 'cacheCreationInputTokens') });
}

function callOfEvent(event: unknown, about: About): readonly LoggedCall[] {
  const at = timeAt(event, 'timestamp');
  const tokens = usedTokens({ input: countAt(event, 'tokens', 'input'), output: countAt(event, 'tokens', 'output') });
  const own = { key: callKey(nameOf(event), 'ledger'), at, model: textAt(event, 'model') ?? null, tokens, costs: creditsOf(event) };
  // A message that says the same may have been read before, or may come yet.
  return [{ ...called, ...about, ...own, mayHoldCache: true, copyOf: nameOf(event) }];
}

function nameOf(event: unknown): string {
  return callKey('amp event', textAt(event, 'id') ?? '', textAt(event, 'timestamp') ?? '', textAt(event, 'model') ?? '');
}

const ampCredits = unit('Amp credits');

/** Amp's own unit, of which the log does not say what it costs in money. */
function creditsOf(usage: unknown): readonly LoggedCost[] {
  const amount = amountAt(usage, 'credits');
  return amount === undefined || amount === 0 ? [] : [{ amount, unit: ampCredits, source: 'provider' }];
}

function folderOf(content: unknown): string | null {
  const address = textAt(listAt(content, 'env', 'initial', 'trees')[0], 'uri');
  return address?.startsWith('file://') === true && URL.canParse(address) ? decodeURI(new URL(address).pathname) : null;
}

/** Whatever model answers, it is Amp that is paid. */
const called = { kind: 'call', provider: { name: 'amp', evidence: 'logged' }, quality: 'reported' } as const;

export const amp: UsageReader = {
  id: 'amp',
  name: 'Amp',
  rules: 3,
  places,
  sources: [{ form: 'whole', under: 'threads', isFlat: true, matches: (path) => /^threads\/T-[^/]+\.json$/.test(path), read: readThread }],
  blindSpots: ['Amp is paid in credits of its own, and no log says what one of them costs.'],
};
