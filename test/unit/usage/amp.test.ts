import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { amp } from '../../../src/usage/amp';
import { changingHome, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const file = '.local/share/amp/threads/T-1.json';
const time = (second: number): string => new Date(Date.UTC(2026, 9, 5, 9, 0, second)).toISOString();

/** @see https://github.com/ryoppippi/ccusage/blob/5816e640e8824986f33427203da164b01394a161/rust/crates/ccusage/src/adapter/amp/README.md */
const message = (messageId: number, second: number, outputTokens: number, credits?: number): object => ({
  role: 'assistant',
  messageId,
  usage: {
    model: 'm',
    inputTokens: 10,
    outputTokens,
    cacheReadInputTokens: 4,
    timestamp: time(second),
    ...(credits === undefined ? {} : { credits }),
  },
});
const event = (id: string, second: number, output: number, toMessageId?: number): object => ({
  id,
  timestamp: time(second),
  model: 'm',
  credits: 0.5,
  tokens: { input: 10, output },
  toMessageId,
});
const thread = (messages: readonly object[], events?: readonly object[]): object => ({
  v: 3,
  id: 'T-1',
  messages,
  env: { initial: { trees: [{ uri: 'file:///home/dev/my%20shop' }] } },
  ...(events === undefined ? {} : { usageLedger: { events } }),
});

describe('usage: Amp', () => {
  it('comes to the right totals of the sample, in credits of its own', () => {
    const read = usageOf(amp, { '.local/share/amp': usageFixture('amp') });
    assert.deepEqual(read.counted, {
      calls: 1,
      unmeasured: 0,
      tokens: { ...noTokens, input: 10, cacheRead: 900, cacheWrite5m: 300, output: 50 },
    });
    assert.deepEqual(read.calls[0]?.call.costs, [{ amount: 1_200_000, unit: 'Amp credits', source: 'provider' }]);
  });

  it('counts a call once that stands in a message and in the ledger, whichever is written first', () => {
    const states = [thread([message(1, 0, 50)]), thread([], [event('e', 1, 50, 1)]), thread([message(1, 0, 50)], [event('e', 1, 50, 1)])];
    for (const order of [[0, 2], [1, 2], [2], [2, 0], [2, 1]]) {
      const last = changingHome(amp, ({ write, scan }) =>
        order.map((state) => {
          write(file, states[state]);
          return scan();
        }),
      ).at(-1);
      assert.deepEqual([last?.counted.calls, last?.counted.tokens.output], [1, 50], String(order));
    }
  });

  it('takes the credits from the ledger where the message has none', () => {
    const read = readOnce(amp, { [file]: thread([message(1, 0, 50)], [event('e', 1, 50, 1)]) });
    assert.equal(read.calls[0]?.call.costs[0]?.amount, 500_000);
  });

  it('counts an answer that was replaced by another one of the same number, from the ledger alone', () => {
    const read = readOnce(amp, { [file]: thread([message(1, 30, 7)], [event('a', 1, 50, 1), event('b', 31, 7, 1)]) });
    assert.deepEqual([read.counted.calls, read.counted.tokens.output], [2, 57]);
    assert.equal(read.calls.find(({ call }) => call.tokens?.output === 50)?.call.mayHoldCache, true);
  });

  it('counts a thread once that was copied under another name', () => {
    const one = thread([message(1, 0, 50, 1)]);
    assert.equal(readOnce(amp, { [file]: one, '.local/share/amp/threads/T-2.json': { ...one, id: 'T-2' } }).counted.calls, 1);
  });

  it('names the folder, and passes over what is no thread', () => {
    const read = readOnce(amp, { [file]: thread([message(1, 0, 50)]), '.local/share/amp/threads/T-3.json': [] });
    assert.equal(read.calls[0]?.call.project, 'my shop');
    assert.deepEqual(read.report.skipped, [{ file: 'T-3.json', reason: 'malformed' }]);
  });
});
