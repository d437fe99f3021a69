import assert from 'node:assert/strict';
import { readText, sourcesBelow } from '../../support/sources';

/** They are said of two and more alone. */
const alwaysSeveral = [
  '{count} days ago',
  'Every {count} hours',
  'Every {count} minutes',
  '{account} may run out in {days} days',
  '{count} of {all} days reported',
];

/** A count with a word in the plural behind it: it reads wrongly of one, unless that has a message of its own. */
const counted = /\{(\w+)\} (?:[a-z-]+ )?[a-z-]+s\b/;

/** Messages that would say "1 readings", with what stands before them in the same expression. */
function withoutSingular(source: string): readonly string[] {
  return [...source.matchAll(/\bt\(\s*'((?:[^'\\\n]|\\.)+)'/g)].flatMap(({ 1: message = '', index }) => {
    const isPlural = /\{(count|days|number|imported)\}/.test(message) && counted.test(message);
    const hasSingular = /(===|>|!==) 1\b[^;]*$/.test(source.slice(Math.max(0, index - 400), index));
    return isPlural && !hasSingular && !alwaysSeveral.some((known) => message.startsWith(known)) ? [message] : [];
  });
}

describe('a message that counts', () => {
  it('has another one for one, in every source', () => {
    const found = sourcesBelow('src').flatMap(({ path, text }) => withoutSingular(text).map((message) => `${path}: ${message}`));
    assert.deepEqual(found, []);
  });
  it('is found where it has none', () => {
    assert.deepEqual(withoutSingular("say(t('{count} readings were exported.', { count }))"), ['{count} readings were exported.']);
    assert.deepEqual(withoutSingular("count === 1 ? t('One reading was exported.') : t('{count} readings were exported.', { count })"), []);
    assert.deepEqual(withoutSingular("t('{count} top-ups and other entries', { count })"), ['{count} top-ups and other entries']);
    assert.deepEqual(withoutSingular("t('Readings: {count}', { count })"), []);
  });
});

describe('words that no stranger would write', () => {
  const quaint =
    /\bOwn…|\bin all\b(?! )|(?<!here )\bis no (?!longer)[a-z]|\bno JSON\b|stays valid|\bA usual day, half|not renewed|fault of (?:its|our) own|to come\./;
  it('stand in no message and no text of the manifest', () => {
    const messages = sourcesBelow('src').flatMap(({ path, text }) =>
      [...text.matchAll(/\bt\(\s*'((?:[^'\\\n]|\\.)+)'/g)].map(([, message = '']) => `${path}: ${message}`),
    );
    assert.deepEqual(
      [...messages, ...readText('package.nls.json').split('\n')].filter((text) => quaint.test(text)),
      [],
    );
  });
});
