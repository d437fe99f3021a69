import assert from 'node:assert/strict';
import type { Reading } from '../../../src/core/model/reading';
import type { ProviderError } from '../../../src/core/model/providerError';
import { nothingRaised } from '../../../src/core/checks/alerts';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { cap, exact, held, hour, readingOf } from '../../support/accounts';
import { failed, host, named, saying, unpaid, watchedAccount, type Answer } from '../../support/watch';
import { idOf } from '../../support/ids';

const refused =
  (text: string) =>
  (at: number): Reading =>
    saying(text, at, { callsRefused: true });
const capped =
  (remaining: string, problems: readonly ProviderError[] = []) =>
  (at: number): Reading =>
    readingOf([], { at, caps: [cap(remaining)], problems });
/** An answer that holds neither a balance nor a cap. */
const silent = (at: number): Reading => readingOf([], { at, problems: [{ kind: 'serverError', host }] });
/** USD kept from an hour before. */
const kept =
  (amount: string) =>
  (at: number): Reading =>
    readingOf([held('USD', amount, {}, at - hour), held('CNY', '99', {}, at)], { at });
const parts =
  (available: string, of: Parameters<typeof held>[2]) =>
  (at: number): Reading =>
    readingOf([held('USD', available, of, at)], { at });

interface Row {
  readonly what: string;
  readonly answers: readonly Answer[];
  /** For each answer. */
  readonly told: readonly string[];
}

function check(rows: readonly Row[]): void {
  for (const { what, answers, told } of rows) {
    it(what, () => {
      const { answer } = watchedAccount();
      assert.deepEqual(
        answers.map((one) => named(answer(one))),
        told,
      );
    });
  }
}

// incident 40
describe('one alert for each crossing', () => {
  check([
    { what: 'low, at the threshold', answers: ['USD 20', 'USD 5.000001', 'USD 5', 'USD 4.9'], told: ['', '', 'low USD', ''] },
    {
      what: 'low again only above 110 %, not at it',
      answers: ['USD 20', 'USD 5', 'USD 5.5', 'USD 5', 'USD 5.500001', 'USD 5'],
      told: ['', 'low USD', '', '', '', 'low USD'],
    },
    {
      what: 'a number that swings around its threshold',
      answers: ['USD 20', 'USD 5', 'USD 5.1', 'USD 4.9', 'USD 5.2', 'USD 5', 'USD 5.4'],
      told: ['', 'low USD', '', '', '', '', ''],
    },
    {
      what: 'low again after a top-up that stays under 110 %',
      answers: ['USD 20', 'USD 4', 'USD 5.2', 'USD 4.9'],
      told: ['', 'low USD', '', 'low USD'],
    },
    {
      what: 'not again after a top-up that stays under the threshold',
      answers: ['USD 20', 'USD 3', 'USD 4.5', 'USD 4'],
      told: ['', 'low USD', '', ''],
    },
    {
      what: 'nearly empty, at a fifth',
      answers: ['USD 20', 'USD 4', 'USD 1.000001', 'USD 1', 'USD 0.9'],
      told: ['', 'low USD', '', 'critical USD', ''],
    },
    {
      what: 'nearly empty again above 110 % of a fifth, while it is still low',
      answers: ['USD 20', 'USD 1', 'USD 1.1', 'USD 1', 'USD 1.2', 'USD 1'],
      told: ['', 'critical USD', '', '', '', 'critical USD'],
    },
    {
      what: 'exhausted, at nothing',
      answers: ['USD 20', 'USD 4', 'USD 0.5', 'USD 0', 'USD -2'],
      told: ['', 'low USD', 'critical USD', 'exhausted USD', ''],
    },
    {
      what: 'exhausted again only after a top-up, or well above nothing',
      answers: ['USD 20', 'USD 0', 'USD 0.01', 'USD 0', 'USD 1.2', 'USD 0'],
      told: ['', 'exhausted USD', '', '', '', 'exhausted USD'],
    },
    // incident 41
    {
      what: 'several limits at once: the last of them',
      answers: ['USD 20', 'USD 0.5', 'USD 20', 'USD -1'],
      told: ['', 'critical USD', '', 'exhausted USD'],
    },
    {
      what: 'a unit without a threshold is told of when it is gone',
      answers: ['EUR 20', 'EUR 0.01', 'EUR 0', 'EUR 0.01', 'EUR 0'],
      told: ['', '', 'exhausted EUR', '', 'exhausted EUR'],
    },
    {
      what: 'two units, each on its own',
      answers: ['USD 20, CNY 100', 'USD 4, CNY 100', 'USD 4, CNY 30', 'USD 20, CNY 30', 'USD 5, CNY 6'],
      told: ['', 'low USD', 'low CNY', '', 'low USD, critical CNY'],
    },
    {
      what: 'a credit line is not one’s own money',
      answers: [parts('40', { paid: '20', creditLine: '20' }), parts('24', { paid: '4', creditLine: '20' })],
      told: ['', 'low USD'],
    },
    {
      what: 'the cap of a key, where no balance is named, and again after it was set back',
      answers: [capped('16'), capped('5'), capped('0.9'), capped('16'), capped('4')],
      told: ['', 'low USD', 'critical USD', '', 'low USD'],
    },
    {
      what: 'a balance that is hidden by a fault is not its cap',
      answers: ['USD 20', capped('4', [{ kind: 'serverError', host }]), 'USD 20'],
      told: ['', '', ''],
    },
    // incident 39
    {
      what: 'a grant that ran out makes a balance low as well',
      answers: [parts('8', { paid: '4', granted: '4' }), parts('4', { paid: '4', granted: '0' })],
      told: ['', 'low USD'],
    },
  ]);

  it('says what is left, and of which threshold', () => {
    const { answer, now } = watchedAccount();
    answer('USD 20');
    assert.deepEqual(answer('USD 0.5'), [
      { rule: 'critical', account: 'work', unit: 'USD', amount: exact('0.5'), threshold: exact('5'), days: null, at: now() },
    ]);
  });
  it('two accounts, each on its own', () => {
    const [work, home] = [watchedAccount(), watchedAccount()];
    for (const one of [work, home]) one.answer('USD 20');
    assert.deepEqual(
      [work.answer('USD 4'), work.answer('USD 4'), home.answer('USD 4', { account: idOf('home') })].map((alerts) =>
        alerts.map(({ account }) => account),
      ),
      [['work'], [], ['home']],
    );
  });
  it('a threshold of the person’s own', () => {
    const { answer } = watchedAccount();
    const own = { thresholds: { USD: exact('100') } };
    assert.deepEqual(
      ['USD 101', 'USD 100', 'USD 110', 'USD 20'].map((one) => named(answer(one, own))),
      ['', 'low USD', '', 'critical USD'],
    );
  });
});

describe('no alert without a crossing', () => {
  check([
    { what: 'the first reading, however low', answers: ['USD 0.5', 'USD 0.4', 'USD 20', 'USD 4'], told: ['', '', '', 'low USD'] },
    { what: 'the first reading of nothing', answers: ['USD 0', 'USD 0'], told: ['', ''] },
    {
      what: 'a unit that was not there before',
      answers: ['USD 20', 'USD 20, CNY 0', 'USD 20, CNY 0', 'USD 4, CNY 0'],
      told: ['', '', '', 'low USD'],
    },
    // incident 38
    {
      what: 'an amount that is not known',
      answers: ['USD 20, CNY 99', 'USD ?, CNY 99', 'USD ?, CNY 99', 'USD 20, CNY 99'],
      told: ['', '', '', ''],
    },
    {
      what: 'an amount that is not known does not re-arm',
      answers: ['USD 20, CNY 99', 'USD 4, CNY 99', 'USD ?, CNY 99', 'USD 4, CNY 99'],
      told: ['', 'low USD', '', ''],
    },
    // incident 16
    { what: 'a balance that was kept from an older reading', answers: ['USD 20, CNY 99', kept('0'), 'USD 20, CNY 99'], told: ['', '', ''] },
    {
      what: 'a kept balance does not re-arm',
      answers: ['USD 20, CNY 99', 'USD 4, CNY 99', kept('20'), 'USD 4, CNY 99'],
      told: ['', 'low USD', '', ''],
    },
    {
      what: 'a unit that is missing for once',
      answers: ['USD 20, CNY 99', 'USD 4, CNY 99', 'CNY 99', 'USD 4, CNY 99'],
      told: ['', 'low USD', '', ''],
    },
    // incident 43
    { what: 'a refused key is not low', answers: ['USD 20', { kind: 'unauthorized', host, status: 401 }, 'USD 20'], told: ['', '', ''] },
    { what: 'a failure between two low readings', answers: ['USD 20', 'USD 4', failed, 'USD 4'], told: ['', 'low USD', '', ''] },
  ]);
});

describe('alerts about the whole account', () => {
  const unknown: ProviderError = { kind: 'notReported', host };
  check([
    {
      what: '402 is exhausted, once',
      answers: ['USD 20', unpaid, failed, unpaid, unpaid, 'USD 20', unpaid],
      told: ['', 'exhausted', '', '', '', '', 'exhausted'],
    },
    { what: '402 as the first answer of a key', answers: [unpaid, unpaid], told: ['', ''] },
    {
      what: 'nothing left, and then 402: the same news',
      answers: ['USD 20', 'USD 0', unpaid, 'USD 0', unpaid],
      told: ['', 'exhausted USD', '', '', ''],
    },
    { what: '402, and then nothing left: the same news', answers: ['USD 20', unpaid, 'USD 0', unpaid], told: ['', 'exhausted', '', ''] },
    {
      what: 'one of two units is gone, and then 402: news',
      answers: ['USD 20, CNY 99', 'USD 0, CNY 99', unpaid],
      told: ['', 'exhausted USD', 'exhausted'],
    },
    {
      what: 'a key that has used up its cap',
      answers: [capped('16'), capped('0'), capped('0'), capped('16'), capped('0')],
      told: ['', 'exhausted USD', '', '', 'exhausted USD'],
    },
    {
      what: 'calls refused while money is there',
      answers: ['USD 20', refused('USD 20'), refused('USD 20'), 'USD 20', refused('USD 20')],
      told: ['', 'unavailable', '', '', 'unavailable'],
    },
    { what: 'calls refused with nothing there are exhausted', answers: ['USD 20', refused('USD 0')], told: ['', 'exhausted USD'] },
    {
      what: 'an answer that does not say re-arms nothing',
      answers: [capped('16'), capped('0'), silent, capped('0')],
      told: ['', 'exhausted USD', '', ''],
    },
    {
      what: 'three failures in a row, once',
      answers: ['USD 20', failed, failed, failed, failed, failed],
      told: ['', '', '', 'checkFailing', '', ''],
    },
    {
      what: 'a number between starts the count anew',
      answers: [failed, failed, 'USD 20', failed, failed, failed],
      told: ['', '', '', '', '', 'checkFailing'],
    },
    { what: 'three failures before any number', answers: [failed, failed, failed], told: ['', '', 'checkFailing'] },
    {
      what: 'answers without a number are no failures',
      answers: ['USD 20', unknown, unknown, unknown, unknown],
      told: ['', '', '', '', ''],
    },
    {
      what: 'answers that cannot be read are',
      answers: ['USD 20', ...Array.from({ length: 3 }, (): ProviderError => ({ kind: 'unexpectedResponse', host }))],
      told: ['', '', '', 'checkFailing'],
    },
    {
      what: '402 does not count towards failures',
      answers: ['USD 20', unpaid, unpaid, failed, failed, failed],
      told: ['', 'exhausted', '', '', '', 'checkFailing'],
    },
    { what: '402 three times is no failure', answers: ['USD 20', unpaid, unpaid, unpaid], told: ['', 'exhausted', '', ''] },
  ]);
  it('402 names no amount', () => {
    const { answer, now } = watchedAccount();
    answer('USD 20');
    assert.deepEqual(answer(unpaid), [
      { rule: 'exhausted', account: 'work', unit: null, amount: null, threshold: null, days: null, at: now() },
    ]);
  });
});

describe('what a person decides', () => {
  it('snoozed: silent until a top-up, and then as before', () => {
    const { answer, snooze } = watchedAccount();
    for (const one of ['USD 20', 'USD 4']) answer(one);
    snooze('USD');
    assert.deepEqual(
      ['USD 0.5', 'USD 0.9', 'USD 0', 'USD 20', 'USD 4', 'USD 0'].map((one) => named(answer(one))),
      ['', '', '', '', 'low USD', 'exhausted USD'],
    );
  });
  it('snoozed: one unit alone', () => {
    const { answer, snooze } = watchedAccount();
    answer('USD 20, CNY 99');
    snooze('USD');
    assert.equal(named(answer('USD 4, CNY 20')), 'low CNY');
  });
  // incident 35
  it('snoozed: a refund of cents is no top-up', () => {
    const { answer, snooze } = watchedAccount();
    for (const one of ['USD 20', 'USD 1.5']) answer(one);
    snooze('USD');
    assert.deepEqual(
      ['USD 1.9', 'USD 0.5'].map((one) => named(answer(one))),
      ['', ''],
    );
  });
  it('a rule that is off is silent, and remembers: no alert of long ago when it is on again', () => {
    const { answer } = watchedAccount();
    const off = { rules: new Set(['critical'] as const) };
    assert.deepEqual([answer('USD 20', off), answer('USD 4', off), answer('USD 4'), answer('USD 20'), answer('USD 4')].map(named), [
      '',
      '',
      '',
      '',
      'low USD',
    ]);
  });
  it('a rule that is off does not hide the others', () => {
    const { answer } = watchedAccount();
    const off = { rules: new Set(['low', 'exhausted'] as const) };
    assert.deepEqual([answer('USD 20', off), answer('USD 0.5', off), answer('USD 0', off)].map(named), ['', 'low USD', 'exhausted USD']);
  });
  it('another key is another account: its first reading is no crossing', () => {
    const before = watchedAccount();
    for (const one of ['USD 20', 'USD 4']) before.answer(one);
    assert.deepEqual(before.record().alerts, { raised: ['low USD'], snoozed: [], seen: ['USD'] });
    const { answer, record } = watchedAccount({ ...nothingKnown, place: 'somewhere' });
    assert.deepEqual(record().alerts, nothingRaised);
    assert.deepEqual(
      ['USD 0.5', 'USD 20', 'USD 0.5'].map((one) => named(answer(one))),
      ['', '', 'critical USD'],
    );
  });
});
