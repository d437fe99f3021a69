import assert from 'node:assert/strict';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import * as providers from '../../../src/providers';
import { readFixtures, sendFixture } from '../../support/fixture';
import { originAt } from '../../support/ids';
import { markedKey } from '../../support/testKeys';

const readable = '00000000-0000-4000-8000-000000000001';

describe('Deepgram where one project of several does not tell its balance', () => {
  const ask = async (team?: string) => {
    const fixture = readFixtures().find(({ provider, name }) => provider === 'deepgram' && name === 'oneProjectRefused');
    assert.ok(fixture);
    const place = { site: 'global', origin: originAt('https://api.deepgram.com'), ...(team === undefined ? {} : { team }) };
    return fetchReading(fetchTarget(providers.deepgram, place, markedKey), {
      send: sendFixture(fixture),
      now: () => 1_700_000_000_000,
      signal: new AbortController().signal,
    });
  };
  it('says that their sum is not known, and that one can be named', async () => {
    const outcome = await ask();
    assert.ok(!outcome.ok);
    assert.match(outcome.error.hint ?? '', /billing:read.* their sum is not known: name the one that is meant with "team"\.$/);
  });
  it('tells that of the one that is named', async () => {
    const outcome = await ask(readable);
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.reading.balances.map(({ available }) => available),
      [10_100_000],
    );
  });
});
