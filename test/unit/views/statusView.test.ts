import assert from 'node:assert/strict';
import { accountView } from '../../../src/core/views/accountView';
import type { Snapshot } from '../../../src/core/model/snapshot';
import type { ProviderError } from '../../../src/core/model/providerError';
import { inWords, stateLine, statusView, type StatusBarShows } from '../../../src/core/views/statusView';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { ageOf, displayAt } from '../../support/surfaces';
import { idOf } from '../../support/ids';

const hourAgo = ageOf(start, start + hour);
const timeout: ProviderError = { kind: 'timeout', host: 'api.deepseek.com' };
const fresh = (amount: string): Partial<Snapshot> => ({ reading: readingOf([held('CNY', amount)]), checkedAt: start });
const view = (snapshot: Partial<Snapshot>, id = 'work', now = start, label = id) =>
  accountView(factsOf(snapshot, { id: idOf(id), label }), displayAt(now));
const lowest: StatusBarShows = { kind: 'lowest' };
const all: StatusBarShows = { kind: 'all' };

describe('statusView', () => {
  const rows: readonly {
    readonly what: string;
    readonly of: Parameters<typeof statusView>[0];
    readonly text: string;
    readonly background?: string;
    readonly shows?: StatusBarShows;
  }[] = [
    { what: 'no account', of: [], text: '$(credit-card) API Balance' },
    { what: 'nothing checked yet', of: [view({})], text: '$(credit-card) Check balance' },
    { what: 'the first check', of: [view({ checking: true })], text: '$(sync~spin) Check balance' },
    { what: 'a fresh balance', of: [view(fresh('110'))], text: '$(credit-card) ¥110.00' },
    { what: 'a check over a known balance', of: [view({ ...fresh('110'), checking: true })], text: '$(sync~spin) ¥110.00' },
    { what: 'an old balance', of: [view(fresh('110'), 'work', start + hour)], text: `$(history) ¥110.00 · ${hourAgo}` },
    {
      what: 'a failed check with a balance',
      of: [view({ ...fresh('110'), error: timeout }, 'work', start + hour)],
      text: `$(warning) ¥110.00 · ${hourAgo}`,
    },
    { what: 'a failed check without one', of: [view({ error: timeout })], text: '$(warning) Balance unknown' },
    { what: 'low', of: [view(fresh('12'))], text: '$(credit-card) ¥12.00', background: 'warning' },
    { what: 'exhausted', of: [view(fresh('0'))], text: '$(credit-card) ¥0.00', background: 'error' },
    { what: 'in debt', of: [view(fresh('-31.15'))], text: '$(credit-card) ¥31.15 owed', background: 'error' },
    {
      what: 'calls refused',
      of: [view({ reading: readingOf([held('CNY', '47')], { callsRefused: true }) })],
      text: '$(credit-card) ¥47.00',
      background: 'error',
    },
    {
      what: 'refused for lack of money, no amount',
      of: [view({ error: { kind: 'forbidden', host: 'h', status: 402 } })],
      text: '$(warning) Balance unknown',
      background: 'error',
    },
    {
      what: 'the most urgent of several',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b'), view({ error: timeout }, 'c')],
      text: '$(credit-card) ¥12.00',
      background: 'warning',
    },
    {
      what: 'a known one before one that failed',
      of: [view({ error: timeout }, 'a'), view(fresh('110'), 'b')],
      text: '$(credit-card) ¥110.00',
    },
    {
      what: 'refused for lack of money before a known one',
      of: [view(fresh('110'), 'a'), view({ error: { kind: 'forbidden', host: 'h', status: 402 } }, 'b')],
      text: '$(warning) Balance unknown',
      background: 'error',
    },
    {
      what: 'no money before refused calls',
      of: [view({ reading: readingOf([held('CNY', '47')], { callsRefused: true }) }, 'a'), view(fresh('0'), 'b')],
      text: '$(credit-card) ¥0.00',
      background: 'error',
    },
    {
      what: 'the pinned one',
      of: [view(fresh('12'), 'a'), view(fresh('110'), 'b')],
      shows: { kind: 'pinned', accountId: idOf('b') },
      text: '$(credit-card) ¥110.00',
    },
    {
      what: 'a pinned one that is gone',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b')],
      shows: { kind: 'pinned', accountId: idOf('x') },
      text: '$(credit-card) ¥12.00',
      background: 'warning',
    },
    {
      what: 'a pinned one that is not known',
      of: [view(fresh('110'), 'a'), view({}, 'b')],
      shows: { kind: 'pinned', accountId: idOf('b') },
      text: '$(credit-card) Check balance',
    },
    {
      what: 'all',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b'), view({}, 'c')],
      shows: all,
      text: '$(credit-card) ¥110.00  ¥12.00',
      background: 'warning',
    },
    {
      what: 'all, one of them failed',
      of: [view(fresh('110'), 'a'), view({ error: timeout }, 'b')],
      shows: all,
      text: '$(warning) ¥110.00',
    },
  ];
  for (const { what, of, text, background = null, shows = lowest } of rows) {
    it(`${what}: ${text}`, () => {
      const status = statusView(of, shows, english);
      assert.deepEqual([status.text, status.background], [text, background]);
    });
  }

  // incident 24
  it('is the same text for the same balance, so that nothing is drawn anew', () => {
    assert.deepEqual(
      statusView([view(fresh('110'))], lowest, english),
      statusView([view({ ...fresh('110'), checkedAt: start + 5 })], lowest, english),
    );
  });

  it('puts no name of an account into the text, where it could draw icons', () => {
    for (const label of awkwardLabels)
      assert.equal(statusView([view(fresh('110'), 'work', start, label)], all, english).text, '$(credit-card) ¥110.00');
  });
});

describe('in words, for a screen reader', () => {
  for (const [what, of, words] of [
    ['a fresh balance', view(fresh('110')), 'DeepSeek · work, ¥110.00, just now'],
    ['an old low one', view(fresh('12'), 'work', start + hour), `DeepSeek · work, ¥12.00, ${hourAgo}, Low: ¥12.00 is at or under ¥30.00`],
    ['nothing yet', view({}), 'DeepSeek · work, balance unknown, Unknown'],
    ['a failure', view({ error: timeout }), 'DeepSeek · work, balance unknown, Check failed: no answer in time'],
  ] as const) {
    it(`${what}: ${words}`, () => {
      const said = inWords(of, english).split(', ').sort();
      assert.deepEqual(said, words.split(', ').sort());
      assert.doesNotMatch(inWords(of, english), /\$\(/);
    });
  }
  it('tells every account that is shown', () => {
    assert.match(
      statusView([view(fresh('110'), 'a'), view({}, 'b')], all, english).label,
      /· a, ¥110\.00.*; DeepSeek · b, balance unknown/,
    );
    assert.equal(statusView([], lowest, english).label, 'API Balance: no account yet');
  });
});

describe('stateLine', () => {
  for (const [what, of, line] of [
    ['a fresh balance', view(fresh('110')), 'OK · just now'],
    ['an old one', view(fresh('12'), 'work', start + hour), `Low · ${hourAgo}`],
    ['nothing yet', view({}), 'not checked yet'],
    ['a check', view({ checking: true }), 'checking…'],
    ['a failure over a balance', view({ ...fresh('110'), error: timeout }, 'work', start + hour), `Check failed · ${hourAgo}`],
    ['a failure', view({ error: timeout }), 'Check failed'],
    ['no number in the answer', view({ error: { kind: 'notReported', host: 'h' } }), 'Unknown'],
    ['refused for lack of money', view({ error: { kind: 'forbidden', host: 'h', status: 402 } }), 'Exhausted'],
  ] as const) {
    it(`${what}: ${line}`, () => assert.equal(stateLine(of, english), line));
  }
});
