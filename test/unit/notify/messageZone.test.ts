import assert from 'node:assert/strict';
import type { ProviderError } from '../../../src/core/model/providerError';
import { summaryMessage } from '../../../src/core/notify/summary';
import { shortTime } from '../../../src/core/time/formatTime';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';

const refused: ProviderError = { kind: 'unauthorized', host: 'api.deepseek.com' };

describe('times in a message to a team, which is read in several zones', () => {
  for (const [what, snapshot] of [
    ['since when it fails', { error: refused, failingSince: start - hour, checkedAt: start }],
    ['when it was renewed last', { reading: readingOf([held('CNY', '110')]), checkedAt: start }],
  ] as const) {
    it(`are of UTC, and say so: ${what}`, () => {
      const now = what === 'when it was renewed last' ? start + 4 * hour : start;
      const [line] = summaryMessage([factsOf(snapshot)], { now, locale: 'en', t: english }).lines;
      const at = what === 'when it was renewed last' ? start : start - hour;
      const expected = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' }).format(at);
      assert.ok(line?.state.match(new RegExp(`since (yesterday )?${expected} UTC$`)), line?.state);
    });
  }

  it('are those of this machine elsewhere, and name no zone', () => {
    const expected = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(start);
    assert.equal(shortTime(start, { now: start, locale: 'en', t: english }), expected);
  });
});
