import assert from 'node:assert/strict';
import { errorContext } from '../../../src/core/views/errorContext';
import { errorText } from '../../../src/core/views/errorText';
import { english } from '../../../src/core/text/translate';
import { readFixtures } from '../../support/fixture';
import { keyedProviders, outcomeOf } from '../../support/fixtureOutcome';

const tooLarge = 9_007_199_255_000;

/** The same answers with one of their numbers made too large, for each number in them. */
function* enlarged(value: unknown): Generator<readonly [name: string, changed: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const put = (changed: unknown): unknown =>
      Array.isArray(value) ? value.map((one: unknown, index) => (String(index) === name ? changed : one)) : { ...value, [name]: changed };
    if (typeof inner === 'number') yield [name, put(tooLarge)];
    else if (typeof inner === 'string' && /^-?\d+(\.\d+)?$/.test(inner)) yield [name, put(String(tooLarge))];
    else for (const [deeper, changed] of enlarged(inner)) yield [deeper, put(changed)];
  }
}

describe('an amount that is larger than can be shown', () => {
  for (const provider of keyedProviders)
    it(`of ${provider.id} is called that, and not an answer in another form`, async () => {
      for (const fixture of readFixtures().filter(({ provider: id, expect }) => id === provider.id && expect.errorKind === null))
        for (const [route, answer] of Object.entries(fixture.answers))
          for (const [name, body] of enlarged(answer.body)) {
            const { outcome } = await outcomeOf({ ...fixture, answers: { ...fixture.answers, [route]: { ...answer, body } } });
            const problems = outcome.ok ? outcome.reading.problems : [outcome.error];
            for (const { kind, field = '', hint = field } of problems)
              // Some numbers are no amounts: they say whether the answer is a success.
              if (kind === 'unexpectedResponse' && field !== 'code')
                assert.match(hint, /larger than can be shown exactly/, `${fixture.name}: ${name}`);
          }
    });
  it('is a sentence that says so', async () => {
    const fixture = readFixtures().find(({ provider, name }) => provider === 'kilo' && name === 'balance');
    assert.ok(fixture);
    const { outcome, provider } = await outcomeOf({
      ...fixture,
      answers: { 'GET /api/profile/balance': { status: 200, body: { balance: tooLarge } } },
    });
    assert.ok(!outcome.ok);
    assert.match(
      errorText(outcome.error, errorContext(provider, { locale: 'en', t: english })).sentence,
      /balance could not be read\. The amount is larger than can be shown exactly\.$/,
    );
  });
});
