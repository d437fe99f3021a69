import assert from 'node:assert/strict';
import type { Reading } from '../../../src/core/model/reading';
import { micros, unit } from '../../../src/core/money/money';
import { dayMs } from '../../../src/core/time/durations';
import { utcDayStart } from '../../../src/core/time/utcDays';
import { groundText, readLastStatus, type StatusGround } from '../../../src/core/views/lastStatus';
import { keptStatus } from '../../../src/core/views/keptStatus';
import { startupStatusView } from '../../../src/core/views/startupViews';
import { accountView } from '../../../src/core/views/accountView';
import { statusView } from '../../../src/core/views/statusView';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { idOf } from '../../support/ids';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { english } from '../../../src/core/text/translate';
import { ageOf, displayAt } from '../../support/surfaces';

const ground: StatusGround = {
  setting: [{ id: 'work', label: 'Work' }],
  shows: { kind: 'lowest' },
  names: 'short',
  locale: 'en',
  hidden: false,
  zoneOffset: 0,
};
const known = (reading: Reading, account = 'work') => [{ account: idOf(account), epoch: 0, reading }];
const timeout = { kind: 'timeout', host: 'api.deepseek.com' } as const;
const spent = readingOf([], { spend: [{ window: 'day', unit: unit('USD'), amount: micros(5_000_000) }] });
const kept = (reading: Reading, more: Partial<Snapshot> = {}): string =>
  JSON.stringify(keptStatus([factsOf({ reading, ...more })], ground, displayAt(start)));

describe('what is kept for a window that opens', () => {
  it('is the last amount with its time and its state', () => {
    const view = readLastStatus(kept(readingOf([held('CNY', '12')])), start + 300 * dayMs);
    assert.ok(view);
    assert.equal(view.text, `$(credit-card) DeepSeek ¥12 · ${ageOf(start, start + 300 * dayMs)}`);
    assert.equal(view.background, 'warning');
    assert.match(view.label, /^DeepSeek · Work, ¥12\.00, \w/);
    assert.ok(view.dim);
  });

  it('is nothing where nothing is known of an account that there is', () => {
    assert.equal(keptStatus([], ground, displayAt(start)), null);
    assert.equal(keptStatus([factsOf({}), factsOf({ error: timeout })], ground, displayAt(start)), null);
    assert.equal(startupStatusView(ground, known(readingOf([held('CNY', '12')]), 'removed'), displayAt(start)), null);
  });

  it('says on each later day what is right then, with nothing drawn meanwhile', () => {
    const text = kept(readingOf([held('CNY', '12')]));
    for (const later of [0, 1, 2, 3, 40, 400].map((days) => start + 2 * hour + days * dayMs))
      assert.equal(readLastStatus(text, later)?.text, `$(credit-card) DeepSeek ¥12 · ${ageOf(start, later)}`);
  });

  it('says what the window said that knew it, but for its age and a check that was under way', () => {
    const facts = factsOf({ reading: readingOf([held('CNY', '12')]), error: timeout, checking: true, checkedAt: start + hour });
    const now = start + hour;
    const then = statusView([accountView({ ...facts, snapshot: { ...facts.snapshot, checking: false } }, displayAt(now))], ground, english);
    assert.deepEqual(readLastStatus(JSON.stringify(keptStatus([facts], ground, displayAt(now))), now), then);
  });

  it('knows nothing of a key that was missing in that window alone', () =>
    assert.doesNotMatch(kept(readingOf([held('CNY', '12')]), { error: { kind: 'missingKey', host: 'h' } }), /warning\)/));

  it('is never just now', () => assert.doesNotMatch(kept(readingOf([held('CNY', '12')])), /just now/));

  it('tells of the day, once the UTC day is over that its words are of', () => {
    const text = kept(spent);
    const midnight = utcDayStart(start) + dayMs;
    assert.match(readLastStatus(text, midnight - 1)?.text ?? '', /\$5\.00 spent today/);
    assert.match(readLastStatus(text, midnight)?.text ?? '', /\$5\.00 spent on Nov 14/);
  });

  it('is of one set of settings, language, mask and zone', () => {
    const others: readonly Partial<StatusGround>[] = [
      { setting: [{ id: 'work', label: 'Job' }] },
      { shows: { kind: 'all' } },
      { names: 'off' },
      { shows: { kind: 'pinned', accountId: idOf('work') } },
      { locale: 'zh-cn' },
      { hidden: true },
      { zoneOffset: -60 },
    ];
    const texts = [ground, ...others.map((other) => ({ ...ground, ...other }))].map(groundText);
    assert.equal(new Set(texts).size, texts.length);
  });

  it('is believed in its own shape alone', () => {
    const whole = { text: 'a', label: 'b', background: null, dim: true, until: null };
    assert.deepEqual(readLastStatus(JSON.stringify([whole]), start), { text: 'a', label: 'b', background: null, dim: true });
    for (const other of [{ text: 1 }, { label: undefined }, { background: 'red' }, { dim: 1 }, { until: '3' }, { until: start - hour }])
      assert.equal(readLastStatus(JSON.stringify([{ ...whole, ...other }]), start), null, JSON.stringify(other));
    for (const text of [null, '', '{', 'null', '[]', '"text"', '[1]', '{"until":null}']) assert.equal(readLastStatus(text, start), null);
  });
});
