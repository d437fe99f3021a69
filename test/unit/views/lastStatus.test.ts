import assert from 'node:assert/strict';
import type { Reading } from '../../../src/core/model/reading';
import { micros, unit } from '../../../src/core/money/money';
import { dayMs } from '../../../src/core/time/durations';
import { utcDayStart } from '../../../src/core/time/utcDays';
import { groundText, readLastStatus, type StatusGround } from '../../../src/core/views/lastStatus';
import { lastStatus } from '../../../src/core/views/startupViews';
import { held, hour, readingOf, start } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { ageOf, displayAt } from '../../support/surfaces';

const ground: StatusGround = {
  setting: [{ id: 'work', label: 'Work' }],
  shows: { kind: 'lowest' },
  locale: 'en',
  hidden: false,
  zoneOffset: 0,
};
const known = (reading: Reading, account = 'work') => [{ account: idOf(account), epoch: 0, reading }];
const spent = readingOf([], { spend: [{ window: 'day', unit: unit('USD'), amount: micros(5_000_000) }] });
const kept = (reading: Reading): string => JSON.stringify(lastStatus(ground, known(reading), displayAt(start)));

describe('what is kept for a window that opens', () => {
  it('is the last amount with its time and its state', () => {
    const view = readLastStatus(kept(readingOf([held('CNY', '12')])), start + 300 * dayMs);
    assert.ok(view);
    assert.equal(view.text, `$(history) ¥12.00 · ${ageOf(start, start + 300 * dayMs)}`);
    assert.equal(view.background, 'warning');
    assert.match(view.label, /^Work, ¥12\.00, \w/);
  });

  it('is nothing where nothing is known of an account that there is', () => {
    assert.equal(lastStatus(ground, [], displayAt(start)), null);
    assert.equal(lastStatus(ground, known(readingOf([held('CNY', '12')]), 'removed'), displayAt(start)), null);
  });

  it('says on each later day what is right then, with nothing drawn meanwhile', () => {
    const text = kept(readingOf([held('CNY', '12')]));
    for (const later of [0, 1, 2, 3, 40, 400].map((days) => start + 2 * hour + days * dayMs))
      assert.equal(readLastStatus(text, later)?.text, `$(history) ¥12.00 · ${ageOf(start, later)}`);
  });

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
      { shows: { kind: 'pinned', accountId: idOf('work') } },
      { locale: 'zh-cn' },
      { hidden: true },
      { zoneOffset: -60 },
    ];
    const texts = [ground, ...others.map((other) => ({ ...ground, ...other }))].map(groundText);
    assert.equal(new Set(texts).size, texts.length);
  });

  it('is believed in its own shape alone', () => {
    const whole = { text: 'a', label: 'b', background: null, until: null };
    assert.deepEqual(readLastStatus(JSON.stringify([whole]), start), { text: 'a', label: 'b', background: null });
    for (const other of [{ text: 1 }, { label: undefined }, { background: 'red' }, { until: '3' }, { until: start - hour }])
      assert.equal(readLastStatus(JSON.stringify([{ ...whole, ...other }]), start), null, JSON.stringify(other));
    for (const text of [null, '', '{', 'null', '[]', '"text"', '[1]', '{"until":null}']) assert.equal(readLastStatus(text, start), null);
  });
});
