import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createWatch } from '../../src/cli/runWatch';
import type { Send } from '../../src/core/provider/transport';
import { keyMark } from '../../src/node/files/keyMark';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { openHistory } from '../../src/node/history/openHistory';
import { openWatch } from '../../src/node/watch/openWatch';
import { deepseek } from '../../src/providers';
import { hour } from '../support/accounts';
import { settled } from '../support/heldFetch';
import { heldPauses } from '../support/heldPauses';
import { answering, beside, team } from '../support/team';
import { targetOf } from '../support/watchedHour';
import { noMail } from '../support/noMail';

const [accounts, days] = [200, Number(process.argv[2] ?? 30)];
const start = Date.UTC(2026, 10, 1);
const end = start + days * 24 * hour;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function heapNow(): number {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

/** A month of an hourly watch on disk, by a clock that goes on to the next pause that ends. Balances fall and are filled up. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-month-'));
  mock.timers.enable({ apis: ['Date'], now: start });
  const abort = new AbortController();
  const { pause, next } = heldPauses(Date.now);
  const asked = new Map<string, number>();
  const heaps: number[] = [];
  let [posted, faults] = [0, 0];
  const send: Send = ({ url }) => {
    const { hostname } = new URL(url);
    const count = asked.get(hostname) ?? 0;
    asked.set(hostname, count + 1);
    const amount = `${40 - (count % 39)}.00`;
    const row = { currency: 'CNY', total_balance: amount, granted_balance: '0.00', topped_up_balance: amount };
    const body = JSON.stringify({ is_available: true, balance_infos: [row] });
    return Promise.resolve({ ok: true, status: 200, contentType: 'application/json', retryAfter: null, body });
  };
  const onFault = (): void => void (faults += 1);
  const store = openWatch({ folder, onFailure: onFault });
  const history = openHistory({ folder, now: Date.now });
  const watch = createWatch({
    state: { store, history, isKept: () => true },
    owner: 'bench',
    markOf: keyMark,
    repeat: () => () => undefined,
    hmac: hmacSha256,
    mail: noMail,
    summary: 'daily',
    timeZone: 'Europe/Berlin',
    targets: Array.from({ length: accounts }, (_, index) => targetOf(`account-${index}`, deepseek)),
    intervalMs: hour,
    lowBalance: {},
    signal: abort.signal,
    query: () => Promise.reject(new Error('no database')),
    send: beside(send, () => {
      posted += 1;
      return Promise.resolve(answering(200));
    }),
    channels: [{ id: 'team', channel: team, posts: ['summaries'] }],
    onLines: () => undefined,
    onPutOff: () => undefined,
    onGivenUp: onFault,
    onFault,
    pause,
  });
  const running = watch.run();
  let day = 0;
  while (!abort.signal.aborted) {
    await settled();
    const held = next();
    if (!held) continue;
    mock.timers.setTime(Math.max(Date.now(), held.endsAt));
    if (Date.now() >= start + (day + 1) * 24 * hour) {
      day += 1;
      heaps.push(heapNow());
    }
    if (Date.now() >= end) abort.abort();
    else held.end();
  }
  await running;
  history.close();
  store.close();
  rmSync(folder, { recursive: true });
  const counts = [...asked.values()];
  const [before = 0, after = 0] = [heaps[1], heaps.at(-1)];
  const growth = after / before;
  process.stdout.write(
    [
      `accounts asked: ${counts.length}, each ${Math.min(...counts)} to ${Math.max(...counts)} times in ${days * 24} hours`,
      `summaries posted: ${posted}, faults: ${faults}`,
      `heap after day 2: ${(before / 1e6).toFixed(1)} MB, after day ${days}: ${(after / 1e6).toFixed(1)} MB, ${growth.toFixed(2)} × (allowed 1.25)`,
      '',
    ].join('\n'),
  );
  const isRight = counts.length === accounts && Math.max(...counts) <= days * 24 + 1 && Math.min(...counts) >= days * 24 && growth <= 1.25;
  process.exitCode = isRight && faults === 0 ? 0 : 1;
}

void main();
