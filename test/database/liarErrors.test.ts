import assert from 'node:assert/strict';
import { factsOf } from '../support/accounts';
import { everySurface, displayAt } from '../support/surfaces';
import { postgres } from '../../src/providers';
import { sampleNow, type Told } from './asker';
import { askLiar, failureIn, gist, marked, useAsker } from './askLiar';
import { honestBut, moments, thenHangUp, thenSilence, type Lie } from './lyingServer';
import { complete, errorOf, noticeOf, ready, type Fields } from './messages';

const esc = '\u001b';
const codes = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'XX000\r\nfake',
  'XX000\nCNY available=999999.00 state=ok',
  '[x](command:y)',
  '$(x)',
  '&#x41;',
  `${esc}[2J`,
  `${esc}]8;;http://x\u0007`,
  '\u202e00XX',
  'XX00\u0660',
  'xx000',
  ' 28P01',
  '28P01 ',
  '28P0',
  '28P011',
  '',
  '=1+1',
  '0',
  'ＸＸ０００',
  marked,
  'x'.repeat(100_000),
];
/** A letter that nobody knows is to be ignored. @see https://www.postgresql.org/docs/current/protocol-error-fields.html */
const letters = 'S V C M D H P p q W s t c d n F L R'.split(' ').concat(['Z', '1', '_', '\u0001', 'é']);
const texts = [
  `${marked}\r\nforged line`,
  `${esc}[31m${marked}`,
  `[${marked}](command:y)`,
  `\u0007\u0008\u009b${marked}`,
  `${marked}\u2028\u2029\u202e`,
];

describe('an error that a server wrote', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const inPlaceOf = (answer: Buffer): readonly (readonly [string, Lie])[] =>
    moments.flatMap((moment) => [
      [moment, honestBut({ [moment]: thenHangUp(answer) })] as const,
      [moment, honestBut({ [moment]: thenSilence(answer, ...(moment === 'start' ? [] : [ready('E')])) })] as const,
    ]);

  for (const code of codes) {
    it(`is not repeated where its code is none: ${JSON.stringify(code.slice(0, 40))}`, async () => {
      const answer = errorOf({ S: 'FATAL', C: code, M: marked });
      await Promise.all(
        inPlaceOf(answer).map(async ([moment, lie]) => {
          assert.equal(gist(await askLiar(asker(), lie)), 'unexpectedResponse: an error without a code', moment);
        }),
      );
    });
  }

  it('is not repeated in any other field, whatever is in it', () =>
    Promise.all(
      letters.flatMap((letter) =>
        texts.map(async (text) => {
          const result = await askLiar(asker(), honestBut({ fetch: thenHangUp(errorOf({ C: '28P01', [letter]: text })) }));
          failureIn(result, letter);
          assert.doesNotMatch(surfacesOf(result), /MARKED|forged/i, letter);
        }),
      ),
    ));

  for (const [code, kind] of [
    ['28P01', 'unauthorized'],
    ['28000', 'unauthorized'],
    ['42501', 'forbidden'],
    ['57014', 'timeout'],
    ['57P01', 'unreachable'],
    ['57P02', 'unreachable'],
    ['57P03', 'unreachable'],
    ['53300', 'serverError'],
    ['3D000', 'unexpectedResponse'],
    ['25006', 'unexpectedResponse'],
    ['XX000', 'unexpectedResponse'],
  ] as const) {
    it(`means the same at each moment: ${code}`, async () => {
      const answer = errorOf({ S: 'FATAL', C: code, M: marked });
      await Promise.all(
        inPlaceOf(answer).map(async ([moment, lie]) => {
          assert.equal(failureIn(await askLiar(asker(), lie)).kind, kind, moment);
        }),
      );
    });
  }

  it('is the first of several, and no number comes after it', async () => {
    const several = [errorOf({ C: '42501', M: 'x' }), errorOf({ C: '28P01', M: 'x' }), ready('E')];
    assert.equal(gist(await askLiar(asker(), honestBut({ fetch: thenSilence(...several) }))), 'forbidden');
  });

  it('is no error where it is a notice, whatever that says', async () => {
    const fields: Fields = { S: 'FATAL', C: 'constructor', M: `${marked}${esc}[2J`, D: '\r\n' };
    const lie = honestBut({ query: ({ send }) => send(noticeOf(fields), noticeOf({}), complete('SET'), ready('T')) });
    const result = await askLiar(asker(), lie);
    assert.equal(gist(result), 'ok [[42500000,"USD"]]');
    assert.doesNotMatch(surfacesOf(result), /MARKED/);
  });
});

/** Everything that any surface would show of it. */
function surfacesOf({ outcome }: Told): string {
  assert.ok(outcome);
  const snapshot = outcome.ok ? { reading: outcome.reading, checkedAt: sampleNow } : { error: outcome.error, checkedAt: sampleNow };
  return JSON.stringify(outcome) + everySurface(factsOf(snapshot, {}, postgres), displayAt(sampleNow));
}
