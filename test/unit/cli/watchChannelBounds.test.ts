import assert from 'node:assert/strict';
import type { Exchange, Send } from '../../../src/core/provider/transport';
import { deepseek } from '../../../src/providers';
import { minute } from '../../support/accounts';
import { answering } from '../../support/team';
import { targetOf, watched } from '../../support/watchedHour';

/** Twenty, then four: the second answer is a crossing. */
function falling(): Send {
  let answers = 0;
  return () => {
    answers += 1;
    const amount = answers === 1 ? '20' : '4';
    const body = `{"is_available": true, "balance_infos": [{"currency": "USD", "total_balance": "${amount}", "granted_balance": "0", "topped_up_balance": "${amount}"}]}`;
    return Promise.resolve({ ok: true, status: 200, contentType: 'application/json', retryAfter: null, body });
  };
}

const silent = (_message: unknown, signal: AbortSignal): Promise<Exchange> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cancelled'))));
const channels: readonly (readonly [what: string, take: (message: unknown, signal: AbortSignal) => Promise<Exchange>])[] = [
  ['never answers', silent],
  ['cannot be reached', () => Promise.resolve({ ok: false, kind: 'timeout' })],
  ['answers 503 for ever', () => Promise.resolve(answering(503))],
  ['asks to wait for a week', () => Promise.resolve(answering(429, '604800'))],
  ['throws', () => Promise.reject(new Error('a fault'))],
];

describe('command line: a channel that takes nothing', () => {
  for (const [what, take] of channels) {
    it(`${what}: a run that is to end ends within two minutes, and says that it was not posted`, async () => {
      let givenUp = 0;
      const { took, messages } = await watched([targetOf('one', deepseek)], falling(), {
        ticks: 1000,
        once: true,
        take,
        onGivenUp: () => void (givenUp += 1),
      });
      assert.ok(took <= 2 * minute, `${took} ms`);
      assert.ok(messages.length >= 1);
      assert.equal(givenUp, 1);
    });
    it(`${what}: checks go on beside it`, async () => {
      const { asked } = await watched([targetOf('one', deepseek)], falling(), { ticks: 240, take });
      // Every five minutes, give or take a tenth.
      assert.ok((asked.get('one.example') ?? 0) >= 11, String(asked.get('one.example')));
    });
  }
  it('a run that posts at once does not wait for its bound', async () => {
    assert.equal((await watched([targetOf('one', deepseek)], falling(), { ticks: 1000, once: true })).took, 0);
  });
});
