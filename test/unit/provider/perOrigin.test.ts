import assert from 'node:assert/strict';
import { perOrigin } from '../../../src/core/provider/perOrigin';
import type { Exchange, HttpRequest, Send } from '../../../src/core/provider/transport';
import { settled } from '../../support/heldFetch';

const answer: Exchange = { ok: true, status: 200, contentType: '', retryAfter: null, body: '' };
const at = (origin: string): HttpRequest => ({ method: 'GET', url: `${origin}/balance`, headers: {} });
const [one, other] = ['https://one.example', 'https://other.example'];

/** A network whose answers the test gives. */
function held() {
  const running: { readonly url: string; readonly end: (exchange: Exchange) => void; readonly fail: (error: Error) => void }[] = [];
  const send: Send = (request) => new Promise((end, fail) => running.push({ url: request.url, end, fail }));
  return { running, send };
}

describe('requests per origin', () => {
  const never = new AbortController().signal;

  it('are so many at once, and the next when one ends, in order', async () => {
    const { running, send } = held();
    const limited = perOrigin(send, 2);
    const all = [1, 2, 3, 4].map((number) => limited({ ...at(one), url: `${one}/${number}` }, never));
    assert.deepEqual(
      running.map(({ url }) => url),
      [`${one}/1`, `${one}/2`],
    );
    running[1]?.end(answer);
    await settled();
    assert.deepEqual(
      running.map(({ url }) => url.at(-1)),
      ['1', '2', '3'],
    );
    running[0]?.fail(new Error('gone'));
    await assert.rejects(all[0] ?? Promise.resolve(), /gone/);
    await settled();
    for (const { end } of running) end(answer);
    assert.equal((await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled').length, 3);
  });

  it('of another origin do not wait', () => {
    const { running, send } = held();
    const limited = perOrigin(send, 1);
    void limited(at(one), never);
    void limited(at(one), never);
    void limited(at(other), never);
    assert.deepEqual(
      running.map(({ url }) => new URL(url).origin),
      [one, other],
    );
  });

  it('that are called off while they wait take no place', async () => {
    const { running, send } = held();
    const limited = perOrigin(send, 1);
    const abort = new AbortController();
    const first = limited(at(one), never);
    const second = limited(at(one), abort.signal);
    const third = limited(at(one), never);
    abort.abort(new Error('called off'));
    await assert.rejects(second, /called off/);
    await assert.rejects(limited(at(one), AbortSignal.abort(new Error('before'))), /before/);
    running[0]?.end(answer);
    await first;
    await settled();
    assert.equal(running.length, 2);
    running[1]?.end(answer);
    assert.deepEqual(await third, answer);
    // And the line is empty again.
    void limited(at(one), never);
    assert.equal(running.length, 3);
  });
});
