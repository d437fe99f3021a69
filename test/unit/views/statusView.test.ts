import assert from 'node:assert/strict';
import { accountView, type AccountView } from '../../../src/core/views/accountView';
import { byNeed } from '../../../src/core/views/byNeed';
import type { Snapshot } from '../../../src/core/model/snapshot';
import type { ProviderError } from '../../../src/core/model/providerError';
import { inWords, statusView, type StatusBarShows, type StatusStyle } from '../../../src/core/views/statusView';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { ageOf, displayAt } from '../../support/surfaces';
import { idOf } from '../../support/ids';

const hourAgo = ageOf(start, start + hour);
const host = 'api.deepseek.com';
const timeout: ProviderError = { kind: 'timeout', host };
const refused: ProviderError = { kind: 'unauthorized', host };
const unpaid = { error: { kind: 'forbidden', host, status: 402 } } as const;
const fresh = (amount: string): Partial<Snapshot> => ({ reading: readingOf([held('CNY', amount)]), checkedAt: start });
const view = (snapshot: Partial<Snapshot>, id = 'work', now = start, label = id) =>
  accountView(factsOf(snapshot, { id: idOf(id), label }), displayAt(now));
const lowest: StatusBarShows = { kind: 'lowest' };
const all: StatusBarShows = { kind: 'all' };
const style = (shows: StatusBarShows, names: StatusStyle['names'] = 'short'): StatusStyle => ({ shows, names });
const shownBy = (accounts: readonly AccountView[], shows: StatusBarShows, names?: StatusStyle['names']) =>
  statusView(byNeed(accounts, 'en'), style(shows, names), english);

describe('statusView', () => {
  const rows: readonly {
    readonly what: string;
    readonly of: Parameters<typeof statusView>[0];
    readonly text: string;
    readonly background?: string;
    readonly dim?: boolean;
    readonly shows?: StatusBarShows;
    readonly names?: StatusStyle['names'];
  }[] = [
    { what: 'no account', of: [], text: '$(credit-card) API Balance' },
    { what: 'nothing checked yet', of: [view({})], text: '$(credit-card) Check balance' },
    { what: 'the first check', of: [view({ checking: true })], text: '$(sync~spin) Check balance' },
    { what: 'a fresh balance', of: [view(fresh('110'))], text: '$(credit-card) DeepSeek ¥110' },
    { what: 'a check over a known balance', of: [view({ ...fresh('110'), checking: true })], text: '$(sync~spin) DeepSeek ¥110' },
    {
      what: 'an old balance',
      of: [view(fresh('110'), 'work', start + hour)],
      text: `$(credit-card) DeepSeek ¥110 · ${hourAgo}`,
      dim: true,
    },
    {
      what: 'a failed check with a balance',
      of: [view({ ...fresh('110'), error: timeout }, 'work', start + hour)],
      text: `$(warning) DeepSeek ¥110 · ${hourAgo}`,
      dim: true,
    },
    { what: 'a failed check without one', of: [view({ error: timeout })], text: '$(warning) DeepSeek: no answer in time' },
    { what: 'a refused key', of: [view({ error: refused })], text: '$(warning) DeepSeek: key refused' },
    { what: 'an answer without an amount', of: [view({ reading: readingOf([]) })], text: '$(credit-card) Check balance' },
    { what: 'low', of: [view(fresh('12'))], text: '$(credit-card) DeepSeek ¥12', background: 'warning' },
    { what: 'exhausted', of: [view(fresh('0'))], text: '$(credit-card) DeepSeek ¥0.00', background: 'error' },
    { what: 'in debt', of: [view(fresh('-31.15'))], text: '$(credit-card) DeepSeek ¥31.15 owed', background: 'error' },
    {
      what: 'calls refused',
      of: [view({ reading: readingOf([held('CNY', '47')], { callsRefused: true }) })],
      text: '$(credit-card) DeepSeek ¥47',
      background: 'error',
    },
    {
      what: 'refused for lack of money, no amount',
      of: [view(unpaid)],
      text: '$(warning) DeepSeek: Exhausted',
      background: 'error',
    },
    {
      what: 'the most urgent of several, each by its own name since they are of one provider',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b'), view({ error: timeout }, 'c')],
      text: '$(credit-card) b ¥12',
      background: 'warning',
    },
    {
      what: 'a known one before one that failed',
      of: [view({ error: timeout }, 'a'), view(fresh('110'), 'b')],
      text: '$(credit-card) b ¥110',
    },
    {
      what: 'one whose key is refused before one that is low',
      of: [view({ error: refused }, 'b'), view(fresh('12'), 'a')],
      text: '$(warning) b: key refused',
    },
    {
      what: 'no money before refused calls',
      of: [view({ reading: readingOf([held('CNY', '47')], { callsRefused: true }) }, 'a'), view(fresh('0'), 'b')],
      text: '$(credit-card) b ¥0.00',
      background: 'error',
    },
    {
      what: 'the pinned one',
      of: [view(fresh('12'), 'a'), view(fresh('110'), 'b')],
      shows: { kind: 'pinned', accountId: idOf('b') },
      text: '$(credit-card) b ¥110',
    },
    {
      what: 'a pinned one that is gone',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b')],
      shows: { kind: 'pinned', accountId: idOf('x') },
      text: '$(credit-card) b ¥12',
      background: 'warning',
    },
    {
      what: 'a pinned one that is not known',
      of: [view(fresh('110'), 'a'), view({}, 'b')],
      shows: { kind: 'pinned', accountId: idOf('b') },
      text: '$(credit-card) Check balance',
    },
    {
      what: 'three',
      of: [view(fresh('110'), 'a'), view(fresh('12'), 'b'), view({}, 'c')],
      shows: all,
      text: '$(credit-card) b ¥12  a ¥110  c: not checked yet',
      background: 'warning',
    },
    {
      what: 'the three of five that need most',
      of: ['a', 'b', 'c', 'd', 'e'].map((id) => view(id === 'e' ? { error: timeout } : fresh('110'), id)),
      shows: all,
      text: '$(warning) e: no answer in time  a ¥110  b ¥110  +2',
    },
    { what: 'amounts alone', of: [view(fresh('110'))], names: 'off', text: '$(credit-card) ¥110' },
    { what: 'whole names', of: [view(fresh('110'))], names: 'full', text: '$(credit-card) DeepSeek · work ¥110' },
  ];
  for (const { what, of, text, background = null, dim = false, shows = lowest, names } of rows) {
    it(`${what}: ${text}`, () => {
      const status = shownBy(of, shows, names);
      assert.deepEqual([status.text, status.background, status.dim], [text, background, dim]);
    });
  }

  // incident 24
  it('is the same text for the same balance, so that nothing is drawn anew', () => {
    assert.deepEqual(shownBy([view(fresh('110'))], lowest), shownBy([view({ ...fresh('110'), checkedAt: start + 5 })], lowest));
  });

  it('shows a name as it was written, never as an icon, and no longer than there is room', () => {
    for (const label of [...awkwardLabels, 'x'.repeat(200)])
      for (const names of ['short', 'full'] as const) {
        const { text } = shownBy([view(fresh('110'), 'work', start, label), view(fresh('110'), 'other')], all, names);
        assert.deepEqual(text.match(/\$\([\w~-]+\)/g), ['$(credit-card)'], label);
        assert.ok(Array.from(text).length < 120, text);
      }
  });

  // A low balance must not look like more than it is.
  for (const [amount, text] of [
    ['30.99', '¥30'],
    ['10', '¥10'],
    ['9.99', '¥9.99'],
    ['0.0042', '¥0.0042'],
    ['1234567.89', '¥1,234,567'],
    ['9000000000', '¥9,000,000,000'],
  ] as const) {
    it(`shows ${amount} as ${text}`, () => assert.equal(shownBy([view(fresh(amount))], lowest, 'off').text, `$(credit-card) ${text}`));
  }
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
    assert.match(shownBy([view(fresh('110'), 'a'), view({}, 'b')], all).label, /· a, ¥110\.00.*; DeepSeek · b, balance unknown/);
    assert.equal(shownBy([], lowest).label, 'API Balance: no account yet');
  });
});
