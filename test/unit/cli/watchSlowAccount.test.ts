import assert from 'node:assert/strict';
import type { Exchange, Send } from '../../../src/core/provider/transport';
import { stateInMemory } from '../../../src/cli/watchState';
import { deepseek } from '../../../src/providers';
import { minute } from '../../support/accounts';
import { targetOf, watched } from '../../support/watchedHour';

/** One account never answers; the other has less each time. */
function besideOneThatNeverAnswers(): Send {
  let left = 12;
  return ({ url }, signal) => {
    if (new URL(url).hostname === 'slow.example')
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cancelled'))));
    left -= 4;
    const row = { currency: 'USD', total_balance: `${left}`, granted_balance: '0', topped_up_balance: `${left}` };
    return Promise.resolve(good(JSON.stringify({ is_available: true, balance_infos: [row] })));
  };
}
const good = (body: string): Exchange => ({ ok: true, status: 200, contentType: 'application/json', retryAfter: null, body });
const targets = [targetOf('slow', deepseek), targetOf('quick', deepseek)];

describe('a watch of an account that never answers', () => {
  it('--once: it counts as one that did not answer in time, the message says so, and all ends within two minutes', async () => {
    const { took, lines, messages } = await watched(targets, besideOneThatNeverAnswers(), { ticks: 1000, once: true });
    assert.ok(took <= 2 * minute, `${took} ms`);
    assert.match(lines.join('\n'), /quick USD available=8/);
    assert.match(lines.join('\n'), /slow .*timeout/);
    const [message] = messages;
    assert.equal(message?.kind, 'summary');
    assert.match(message.title, /1 is not up to date/);
    assert.match(message.lines.map(({ state }) => state).join('\n'), /no answer in time/);
  });
  it('goes on with the others: they are asked, and what they cross is posted', async () => {
    const { asked, messages } = await watched(targets, besideOneThatNeverAnswers(), { ticks: 40 });
    assert.ok((asked.get('quick.example') ?? 0) >= 2);
    assert.equal(asked.get('slow.example'), 1);
    assert.ok(messages.length > 0 && messages.every(({ kind }) => kind === 'alert'));
  });
  it('posts a summary without it', async () => {
    const { messages } = await watched(targets, besideOneThatNeverAnswers(), { ticks: 900, summary: 'hourly' });
    assert.ok(messages.some(({ kind }) => kind === 'summary'));
  });
});

describe('a watch with a fault of its own', () => {
  it('tells it and goes on, and ends as it should', async () => {
    const faults: unknown[] = [];
    const state = stateInMemory();
    const resigned: string[] = [];
    const fail = (): never => {
      throw new TypeError('a slip');
    };
    const { asked } = await watched([targetOf('quick', deepseek)], besideOneThatNeverAnswers(), {
      ticks: 60,
      summary: 'hourly',
      onTick: fail,
      onFault: (error) => void faults.push(error),
      state: { ...state, store: { ...state.store, moveTime: fail, resign: (owner) => void resigned.push(owner) } },
    });
    assert.ok((asked.get('quick.example') ?? 0) >= 3);
    assert.ok(faults.length > 10 && faults.every((fault) => fault instanceof TypeError));
    assert.deepEqual(resigned, ['test']);
  });
});
