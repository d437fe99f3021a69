import assert from 'node:assert/strict';
import { accountState, readingState, reasonOf } from '../../../src/core/model/accountState';
import { defaultThresholds } from '../../../src/core/model/headline';
import type { Reading } from '../../../src/core/model/reading';
import type { Thresholds } from '../../../src/core/model/account';
import { errorKinds, type ProviderError } from '../../../src/core/model/providerError';
import { cap, exact, held, readingOf } from '../../support/accounts';

const host = 'api.example.com';
const unreadable: ProviderError = { kind: 'unexpectedResponse', host };
const notReported: ProviderError = { kind: 'notReported', host };

describe('readingState', () => {
  const rows: readonly { readonly what: string; readonly of: Reading; readonly state: string; readonly thresholds?: Thresholds }[] = [
    // incident 2
    { what: 'USD 12 beside CNY 0', of: readingOf([held('USD', '12'), held('CNY', '0')]), state: 'ok' },
    { what: 'CNY 71.46 beside USD 0', of: readingOf([held('USD', '0'), held('CNY', '71.46')]), state: 'ok' },
    { what: 'both funded', of: readingOf([held('USD', '12'), held('CNY', '71.46')]), state: 'ok' },
    { what: 'both funded, one low', of: readingOf([held('USD', '4'), held('CNY', '71.46')]), state: 'low' },
    { what: 'all zero', of: readingOf([held('USD', '0'), held('CNY', '0')]), state: 'exhausted' },
    { what: 'a currency without threshold', of: readingOf([held('EUR', '0.01')]), state: 'ok' },
    { what: 'an empty list', of: readingOf([], { problems: [notReported] }), state: 'unknown' },
    { what: 'nothing at all', of: readingOf([]), state: 'unknown' },
    {
      what: 'nothing in one currency, the other unknown',
      of: readingOf([held('CNY', '0'), held('USD', null)], { problems: [unreadable] }),
      state: 'unknown',
    },
    {
      what: 'money in one currency, the other unknown',
      of: readingOf([held('CNY', '71.46'), held('USD', null)], { problems: [unreadable] }),
      state: 'ok',
    },
    // thresholds
    { what: 'a little above the threshold', of: readingOf([held('USD', '5.000001')]), state: 'ok' },
    { what: 'at the threshold', of: readingOf([held('USD', '5')]), state: 'low' },
    { what: 'a threshold of the person’s own', of: readingOf([held('USD', '60')]), thresholds: { USD: exact('100') }, state: 'low' },
    { what: 'a threshold of zero', of: readingOf([held('USD', '0.01')]), thresholds: { USD: exact('0') }, state: 'ok' },
    {
      what: 'a cap that is used up, and an account that could not be asked',
      of: readingOf([], { caps: [cap('-3')], problems: [{ kind: 'serverError', host }] }),
      state: 'exhausted',
    },
    {
      what: 'a cap that is nearly used up, and an account that this key may not read',
      of: readingOf([], { caps: [cap('2')], problems: [{ kind: 'insufficientScope', host }] }),
      state: 'low',
    },
    {
      what: 'a cap with enough left, and an account that could not be asked',
      of: readingOf([], { caps: [cap('16')], problems: [{ kind: 'serverError', host }] }),
      state: 'failed',
    },
    { what: 'no own money, and a line that is not named', of: readingOf([held('USD', '20', { paid: '0' })]), state: 'low' },
    // incident 8
    { what: '-0.004', of: readingOf([held('USD', '-0.004')]), state: 'exhausted' },
    { what: '-0', of: readingOf([held('USD', '-0')]), state: 'exhausted' },
    { what: '-31.15', of: readingOf([held('CNY', '-31.15')]), state: 'exhausted' },
    { what: 'nothing available and a debt', of: readingOf([held('CNY', '0', { owed: '31.15' })]), state: 'exhausted' },
    // incident 43
    { what: 'money there, calls refused', of: readingOf([held('CNY', '47.44')], { callsRefused: true }), state: 'unavailable' },
    { what: 'low money, calls refused', of: readingOf([held('CNY', '7.44')], { callsRefused: true }), state: 'unavailable' },
    { what: 'no money, calls refused', of: readingOf([held('CNY', '0')], { callsRefused: true }), state: 'exhausted' },
    { what: 'no amount, calls refused', of: readingOf([], { callsRefused: true, problems: [notReported] }), state: 'exhausted' },
    // a credit line is not one's own money
    { what: 'own money beside a credit line', of: readingOf([held('USD', '100', { paid: '80', creditLine: '20' })]), state: 'ok' },
    { what: 'a credit line alone', of: readingOf([held('USD', '20', { paid: '0', creditLine: '20' })]), state: 'low' },
    { what: 'hardly more than a credit line', of: readingOf([held('USD', '24', { paid: '4', creditLine: '20' })]), state: 'low' },
    { what: 'an open invoice that eats the balance', of: readingOf([held('USD', '24', { paid: '24', owed: '20' })]), state: 'low' },
    // incident 6, incident 42
    { what: 'a cap that is used up, where no balance is reported', of: readingOf([], { caps: [cap('0')] }), state: 'exhausted' },
    { what: 'a cap that is overdrawn', of: readingOf([], { caps: [cap('-0.5')] }), state: 'exhausted' },
    { what: 'a cap with little left', of: readingOf([], { caps: [cap('3')] }), state: 'low' },
    { what: 'a cap with much left', of: readingOf([], { caps: [cap('16.63')] }), state: 'ok' },
    { what: 'a cap with little left under a funded balance', of: readingOf([held('USD', '100')], { caps: [cap('3')] }), state: 'low' },
    { what: 'a cap with an unknown rest', of: readingOf([], { caps: [cap(null)], problems: [unreadable] }), state: 'unknown' },
    {
      what: 'a cap, and a balance that could not be read',
      of: readingOf([], { caps: [cap('16')], problems: [{ kind: 'serverError', host }] }),
      state: 'failed',
    },
  ];
  for (const { what, of, state, thresholds } of rows) {
    it(`${what}: ${state}`, () => assert.equal(readingState(of, { ...defaultThresholds, ...thresholds }), state));
  }
});

describe('accountState', () => {
  const unknown = new Set<string>(['notReported', 'notSupported', 'unexpectedResponse', 'insufficientScope']);
  for (const kind of errorKinds) {
    const state = unknown.has(kind) ? 'unknown' : 'failed';
    it(`${kind}: ${state}, whatever was read before`, () => {
      assert.equal(accountState({ reading: null, error: { kind, host } }, defaultThresholds), state);
      assert.equal(accountState({ reading: readingOf([held('USD', '0')]), error: { kind, host } }, defaultThresholds), state);
    });
  }
  it('calls a refusal for lack of money exhausted, without naming an amount', () => {
    assert.equal(accountState({ reading: null, error: { kind: 'forbidden', host, status: 402 } }, defaultThresholds), 'exhausted');
  });
  it('never calls a refused key low', () => {
    // incident 43
    for (const status of [401, 403, 429])
      assert.equal(accountState({ reading: null, error: { kind: 'forbidden', host, status } }, defaultThresholds), 'failed');
  });
  it('is unknown before the first check', () => assert.equal(accountState({ reading: null, error: null }, defaultThresholds), 'unknown'));

  it('gives the reason of the latest check first', () => {
    const reading = readingOf([], { problems: [notReported] });
    assert.equal(reasonOf({ reading, error: unreadable }), unreadable);
    assert.equal(reasonOf({ reading, error: null }), notReported);
    assert.equal(reasonOf({ reading: readingOf([]), error: null }), null);
  });
});
