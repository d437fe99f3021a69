import assert from 'node:assert/strict';
import type { Exchange, Send } from '../../../src/core/provider/transport';
import { deepseek, moonshot } from '../../../src/providers';
import { madeUpProvider } from '../../support/madeUpProvider';
import { markedKey } from '../../support/testKeys';
import { targetOf, watched } from '../../support/watchedHour';

const fault = new Error(`Bearer ${markedKey}`);
const throwing = (): never => {
  throw fault;
};
const answer = (body: string, status = 200): Promise<Exchange> =>
  Promise.resolve({ ok: true, status, contentType: 'application/json', retryAfter: null, body });
const has = (amount: string): Promise<Exchange> =>
  answer(
    `{"is_available": true, "balance_infos": [{"currency": "USD", "total_balance": "${amount}", "granted_balance": "0", "topped_up_balance": "${amount}"}]}`,
  );

/** Each is at fault in a way of its own; the others are well. */
const faulty = {
  parser: targetOf('parser', madeUpProvider({ parse: throwing }), markedKey),
  request: targetOf('request', madeUpProvider({ endpoint: { request: throwing } }), markedKey),
  provider: targetOf('provider', madeUpProvider({ fetch: throwing }), markedKey),
  thrower: targetOf('thrower', deepseek, markedKey),
  rejecter: targetOf('rejecter', deepseek, markedKey),
  unit: targetOf(
    'unit',
    madeUpProvider({ parse: () => ({ balances: [{ unit: 'constructor' as never, available: 5 as never, parts: [] }] }) }),
  ),
};
const targets = [
  faulty.parser,
  targetOf('first', deepseek),
  faulty.request,
  faulty.thrower,
  faulty.rejecter,
  faulty.unit,
  targetOf('second', deepseek),
  faulty.provider,
  targetOf('third', moonshot),
];

/** The first falls under its threshold at its fourth answer. */
function network(): Send {
  let answers = 0;
  return ({ url }) => {
    const { hostname } = new URL(url);
    if (hostname === 'thrower.example') throw fault;
    if (hostname === 'rejecter.example') return Promise.reject(fault);
    if (hostname === 'third.example')
      return answer('{"code": 0, "status": true, "data": {"available_balance": 40, "voucher_balance": 0, "cash_balance": 40}}');
    if (hostname === 'first.example') return has((answers += 1) >= 4 ? '4.00' : '20.00');
    return hostname === 'second.example' ? has('30.00') : answer('{}');
  };
}

describe('accounts at fault beside others, for an hour of watching', () => {
  let hour: Awaited<ReturnType<typeof watched>>;
  before(async () => void (hour = await watched(targets, network(), { ticks: 240 })));

  it('the watch does not end by itself', () => assert.equal(hour.ticks, 240));
  for (const host of ['first', 'second', 'third']) {
    // Every five minutes, give or take a tenth.
    it(`${host} is asked as if it were alone`, () =>
      assert.ok([11, 12, 13, 14].includes(hour.asked.get(`${host}.example`) ?? 0), String(hour.asked.get(`${host}.example`))));
  }
  for (const host of ['parser', 'thrower', 'rejecter']) {
    // At 0, 10, 30 and 70 minutes.
    it(`${host} is asked ever more seldom`, () =>
      assert.ok(
        (hour.asked.get(`${host}.example`) ?? 0) >= 2 && (hour.asked.get(`${host}.example`) ?? 0) <= 5,
        String(hour.asked.get(`${host}.example`)),
      ));
  }
  it('each check of one at fault leaves one line, which says so', () => {
    for (const id of ['parser', 'request', 'provider', 'thrower', 'rejecter']) {
      const own = hour.lines.filter((line) => line.split(' ')[1] === id);
      assert.ok(own.length >= 2 && own.length <= 5, `${id}: ${own.length}`);
      for (const line of own) assert.match(line, / - error=unexpectedResponse state=unknown$/);
    }
  });
  it('the alerts of the others are told, and that some checks fail', () => {
    const titles = hour.messages.map(({ title }) => title);
    assert.equal(titles.filter((title) => /first is low: \$4\.00/.test(title)).length, 1, titles.join('\n'));
    for (const id of ['parser', 'thrower', 'rejecter'])
      assert.equal(titles.filter((title) => title.includes(`${id} could not be checked`)).length, 1, titles.join('\n'));
    for (const { lines } of hour.messages) assert.equal(lines.length, targets.length);
  });
  it('nothing of a fault is told', () => assert.doesNotMatch(JSON.stringify([hour.lines, hour.messages]), /MARKED|Bearer/));
});

describe('accounts at fault beside others, checked once', () => {
  it('the summary goes out, with all of them in it', async () => {
    const { messages, lines } = await watched(targets, network(), { ticks: 1, once: true });
    const [summary] = messages;
    assert.deepEqual([messages.length, summary?.kind, summary?.lines.length], [1, 'summary', targets.length]);
    assert.deepEqual(
      summary?.lines
        .filter(({ balance }) => balance !== 'balance unknown')
        .map(({ balance }) => balance)
        .sort(),
      ['$20.00', '$30.00', '$40.00', '0.000005 constructor'],
    );
    assert.equal(lines.length, targets.length);
  });
});
