import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createWatch } from '../../../src/cli/runWatch';
import type { Exchange } from '../../../src/core/provider/transport';
import { deepseek } from '../../../src/providers';
import { hour, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { idOf, originAt } from '../../support/ids';
import { answering } from '../../support/team';
import { stateInMemory } from '../../../src/cli/watchState';
import { keyMark } from '../../../src/node/files/keyMark';
import { hmacSha256 } from '../../../src/node/network/hmacSha256';
import { noMail } from '../../support/noMail';

const balance = JSON.stringify({
  is_available: true,
  balance_infos: [{ currency: 'USD', total_balance: '7.00', granted_balance: '0.00', topped_up_balance: '7.00' }],
});
const good: Exchange = { ok: true, status: 200, contentType: 'application/json', retryAfter: null, body: balance };

/** An hourly watch that looks every 15 seconds, with a file that holds what `keyAt` says. */
async function watched(ticks: number, keyAt: (tick: number) => string | null): Promise<readonly (readonly [tick: number, key: string])[]> {
  mock.timers.enable({ apis: ['Date'], now: start });
  const abort = new AbortController();
  const asked: (readonly [number, string])[] = [];
  let tick = 0;
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
    targets: [{ account, provider: deepseek, key: 'sk-sandbox-first', readKey: () => keyAt(tick) }],
    intervalMs: hour,
    lowBalance: {},
    signal: abort.signal,
    channels: [],
    send: async ({ headers }) => {
      const key = (headers['authorization'] ?? '').replace('Bearer ', '');
      asked.push([tick, key]);
      return key === 'sk-sandbox-second' ? good : answering(401);
    },
    query: async () => ({ ok: false, kind: 'unreachable' }),
    onLines: () => undefined,
    onPutOff: () => undefined,
    onGivenUp: () => undefined,
    onFault: (error) => {
      throw error;
    },
    pause: async () => {
      await settled();
      tick += 1;
      mock.timers.tick(15_000);
      if (tick === ticks) abort.abort();
    },
  });
  try {
    await watching.run();
  } finally {
    mock.timers.reset();
  }
  return asked;
}

describe('a key file that is replaced while a watch runs', () => {
  it('is noticed where the key was refused, and asked with at once', async () => {
    const asked = await watched(30, (tick) => (tick < 20 ? 'sk-sandbox-first' : 'sk-sandbox-second'));
    assert.deepEqual(asked, [
      [0, 'sk-sandbox-first'],
      [20, 'sk-sandbox-second'],
    ]);
  });

  it('and one that cannot be read just then, or is empty, holds the key that it held', async () => {
    const keys = [null, '', 'sk-sandbox-first'];
    const asked = await watched(30, (tick) => keys[tick % 3] ?? null);
    assert.deepEqual(asked, [[0, 'sk-sandbox-first']]);
  });

  it('is read with each check, refused or not', async () => {
    const asked = await watched(300, (tick) => (tick < 10 ? 'sk-sandbox-second' : 'sk-sandbox-third'));
    assert.deepEqual([asked[0], asked[1]?.[1]], [[0, 'sk-sandbox-second'], 'sk-sandbox-third']);
  });
});
