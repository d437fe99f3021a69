import assert from 'node:assert/strict';
import { goneMark } from '../../../../src/core/checks/keyMark';
import { nothingKnown, type WatchRecord } from '../../../../src/core/checks/watchRecord';
import { isOfTheAccount } from '../../../../src/core/shared/ofTheAccount';
import { sharedAccount } from '../../../../src/core/shared/sharedPlace';
import { answeredAgoMs, postedOf, sharedRecordText, withHeard } from '../../../../src/core/shared/sharedRecord';
import { errorKinds, ownFault } from '../../../../src/core/model/providerError';
import { digest } from '../../../../src/node/shared/digest';
import { accountOf, minute, start } from '../../../support/accounts';
import { planOf, saying } from '../../../support/watch';

const record: WatchRecord = {
  ...nothingKnown,
  epoch: 77,
  place: 'deepseek global https://api.deepseek.com THE_VARIABLE',
  keyMark: 'abcdef01',
  reading: saying('USD 20', start),
  checkedAt: start,
  failingSince: start,
  schedule: { dueAt: start + 99, failures: 2, refusals: 1 },
  alerts: { raised: ['low USD'], snoozed: ['USD'], seen: ['USD'] },
};
const own = { place: 'here', keyMark: 'mine' };

describe('a record that machines share', () => {
  it('has neither the mark of a key nor the name of its variable', () => {
    assert.doesNotMatch(sharedRecordText(record, start, []), /abcdef01|THE_VARIABLE/);
  });

  it('is taken over without what was told of it, under one’s own epoch, and planned by one’s own clock', () => {
    const text = sharedRecordText(record, start + minute, []);
    assert.equal(answeredAgoMs(text, 5), minute + 5);
    const heard = withHeard({ ...nothingKnown, epoch: 5 }, text, own, start - minute, planOf());
    assert.ok(heard);
    const { reading } = record;
    assert.deepEqual(heard, {
      ...nothingKnown,
      ...own,
      epoch: 5,
      reading,
      checkedAt: start - minute,
      failingSince: start - minute,
      schedule: heard.schedule,
    });
    assert.deepEqual(heard.schedule, { dueAt: start - minute + 15 * minute, failures: 2, refusals: 1 });
  });

  it('keeps the reading that one has, where the other one was refused before it had any', () => {
    const text = sharedRecordText({ ...record, reading: null }, start, []);
    assert.equal(withHeard({ ...record, ...own }, text, own, start, planOf())?.reading, record.reading);
  });

  it('is nothing to an account that is of another place or key by now, and is to one whose key has gone', () => {
    const text = sharedRecordText(record, start, []);
    assert.equal(withHeard({ ...record, ...own, place: 'elsewhere' }, text, own, start, planOf()), null);
    assert.equal(withHeard({ ...record, ...own, keyMark: 'another' }, text, own, start, planOf()), null);
    assert.ok(withHeard({ ...record, ...own, keyMark: goneMark('mine') }, text, own, start, planOf()));
  });

  it('is nothing where it is of a newer version, or was never answered', () => {
    for (const text of [
      '',
      '{}',
      'null',
      '{"agoMs":-1,"record":{}}',
      '{"agoMs":0,"record":{"place":7}}',
      sharedRecordText(nothingKnown, start, []),
    ])
      assert.equal(withHeard(nothingKnown, text, own, start, planOf()), null);
    assert.equal(answeredAgoMs('[]', 0), null);
  });
});

describe('what whoever asked posts of it', () => {
  it('goes with the record, and is not known of one that was kept for later', () => {
    assert.deepEqual(postedOf(sharedRecordText(record, start, ['team'])), ['team']);
    assert.equal(postedOf(sharedRecordText(record, start, null)), null);
    for (const text of ['', '{}', '{"agoMs":0,"record":{}}', '{"agoMs":0,"record":{},"posted":"team"}'])
      assert.equal(postedOf(text), null, text);
  });
});

describe('where an account points to, for all machines', () => {
  it('is the same wherever each of them has its key, and another one with another description', () => {
    const definition = { headers: { 'x-team': 'a-secret-of-the-header' } };
    const placeOf = (more: Parameters<typeof accountOf>[0]): string => sharedAccount(accountOf(more), digest).place;
    assert.equal(placeOf({ keyEnv: 'ONE' }), placeOf({ keyFile: '/run/secrets/two' }));
    assert.equal(placeOf({ keyEnv: 'ONE', definition }), placeOf({ definition }));
    const all = [{}, { site: 'china' }, { team: 'a' }, { definition }, { definition: {} }].map(placeOf);
    assert.equal(new Set(all).size, all.length);
    assert.doesNotMatch(all.join(), /a-secret-of-the-header|x-team/);
  });
});

describe('a failure', () => {
  it('is all machines’ where the provider says it of the account, and one’s own where it is of the key or the way', () => {
    const all = errorKinds.filter((kind) => isOfTheAccount({ ok: false, error: { kind, host: 'h' } }));
    assert.deepEqual(all, ['notReported', 'notSupported', 'rateLimited', 'serverError', 'retired', 'unexpectedResponse']);
    assert.ok(isOfTheAccount({ ok: false, error: { kind: 'forbidden', host: 'h', status: 402 } }));
    assert.ok(!isOfTheAccount({ ok: false, error: ownFault('h') }));
    assert.ok(isOfTheAccount({ ok: true, reading: saying('USD 1', start) }));
  });
});
