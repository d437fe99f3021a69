import assert from 'node:assert/strict';
import { failureTeller } from '../../../src/cli/failureTeller';
import type { Outcome } from '../../../src/core/model/outcome';
import type { ProviderErrorKind } from '../../../src/core/model/providerError';
import { deepseek, moonshot } from '../../../src/providers';
import { held, readingOf } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { host } from '../../support/watch';

const good: Outcome = { ok: true, reading: readingOf([held('USD', '20')]) };
const failing = (kind: ProviderErrorKind): Outcome => ({ ok: false, error: { kind, host, status: 401 } });

describe('a failure while a watch runs', () => {
  it('is told with what to do, when it begins or becomes another one', () => {
    const said: string[] = [];
    const tell = failureTeller((text) => said.push(text));
    const answers = [good, failing('unauthorized'), failing('unauthorized'), failing('timeout'), good, failing('timeout')];
    for (const outcome of answers) {
      tell({
        account: { id: idOf('work'), label: 'Work', site: '' },
        provider: deepseek,
        terminal: { writtenIn: 'options', variable: 'DEEPSEEK_API_KEY' },
        outcome,
      });
    }
    assert.equal(said.length, 3);
    assert.match(said[0] ?? '', /^work: DeepSeek .*Set DEEPSEEK_API_KEY to a key that it accepts\.$/);
  });
  it('is told of each account', () => {
    const said: string[] = [];
    const tell = failureTeller((text) => said.push(text.split(':')[0] ?? ''));
    for (const [id, provider] of [
      ['one', deepseek],
      ['other', moonshot],
    ] as const) {
      for (let round = 0; round < 2; round += 1) {
        tell({
          account: { id: idOf(id), label: id, site: '' },
          provider,
          terminal: { writtenIn: 'options', variable: null },
          outcome: failing('unauthorized'),
        });
      }
    }
    assert.deepEqual(said, ['one', 'other']);
  });
  it('that only a part of an answer met is told as well', () => {
    const said: string[] = [];
    const reading = readingOf([held('USD', '20')], { problems: [{ kind: 'insufficientScope', host }] });
    failureTeller((text) => said.push(text))({
      account: { id: idOf('work'), label: 'Work', site: '' },
      provider: deepseek,
      terminal: { writtenIn: 'options', variable: null },
      outcome: { ok: true, reading },
    });
    assert.match(said[0] ?? '', /Use a key with that permission: https:/);
  });
});
