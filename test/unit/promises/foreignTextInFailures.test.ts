import assert from 'node:assert/strict';
import { placeOf } from '../../../src/core/accounts/accountPlace';
import { accountView, type AccountFacts } from '../../../src/core/views/accountView';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { foreignTexts, unseenIn } from '../../support/foreignTexts';
import { checked } from '../../support/foreignWays';
import { displayAt } from '../../support/surfaces';
import { markedKey, markedPieces } from '../../support/testKeys';

const described = { url: 'https://own.example/a', secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
/** A step of a pointer may be any text, with `~0` and `~1` for two of its characters. */
const step = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** What stands beside the number when a check failed, on whatever surface: the editor's notifications and tooltips begin with it. */
function sentenceOf(facts: AccountFacts): string {
  return accountView(facts, displayAt(start)).problem?.sentence ?? '';
}

function assertPlainFailure(facts: AccountFacts, text: string): void {
  const { receipt, terminal, log } = coreTexts(facts);
  assert.equal(unseenIn(sentenceOf(facts)) ?? '', '', `the sentence: ${JSON.stringify(text)}`);
  assert.equal(sentenceOf(facts).split('\n').length, 1, `one line: ${JSON.stringify(text)}`);
  assert.equal(unseenIn(receipt), undefined, `the receipt: ${JSON.stringify(text)}`);
  const [note = '', ...after] = receipt.split('\n').slice(receipt.split('\n').findIndex((line) => line.startsWith('> ')));
  assert.deepEqual(after, [''], `the note is the end of the receipt: ${JSON.stringify(text)}`);
  assert.doesNotMatch(note.replace(/\\[\\`*_{}[\]<>#|~]/g, ''), /\]\(|<[a-z/!]|[*`~#|[]/i, `nothing in the note is markup: ${note}`);
  assert.equal(terminal.split('\n').length, 4);
  assert.equal(log.length, 1);
}

describe('a failure carries nothing that a provider, or the author of a description, wrote as markup', () => {
  for (const [name, of] of Object.entries({
    'a pointer of a description': (text: string) =>
      checked(providers.custom, { a: 5 }, { definition: { ...described, amount: `/${step(text)}` } }),
    'a pointer to the unit': (text: string) =>
      checked(providers.custom, { a: 5 }, { definition: { ...described, unit: { pointer: `/${step(text)}` } } }),
    'a pointer to an error': (text: string) =>
      checked(providers.custom, { a: 5, [text]: 'x' }, { definition: { ...described, error: `/${step(text)}` } }),
    'a pointer to the time': (text: string) => checked(providers.custom, { a: 5 }, { definition: { ...described, at: `/${step(text)}` } }),
  })) {
    it(name, async () => {
      for (const text of foreignTexts) assertPlainFailure(await of(text), text);
    });
  }
  it('the path of a base URL that was not used', async () => {
    for (const text of foreignTexts) {
      const read = placeOf(providers.deepseek, { baseUrl: `https://own.example/${text}` }, english);
      if (read.ok) assertPlainFailure(await checked(providers.deepseek, '[]', read.place), text);
    }
  });
  it('the host of a base URL', async () => {
    // All of these may stand in a host. https://url.spec.whatwg.org/#forbidden-domain-code-point
    for (const host of ['*a*', '`a`', '_a_', '~~a~~', '$(bug)', 'a{b}', '!a', "'a'", '"a"', 'a;b', 'a&b', 'a(b)']) {
      const read = placeOf(providers.deepseek, { baseUrl: `https://${host}.example` }, english);
      if (read.ok) assertPlainFailure(await checked(providers.deepseek, '', read.place, { status: 307 }), host);
    }
  });
});

describe('a failure carries no key', () => {
  it('that a server hands back as the name of a field', async () => {
    // The shortest pieces are parts of words of ours as well.
    for (const name of markedPieces.filter(({ length }) => length > 4)) {
      const facts = await checked(providers.litellm, { info: { spend: 1, max_budget: 5, budget_limits_usage: { [name]: 'x' } } });
      assert.ok(!JSON.stringify([facts.snapshot.error, coreTexts(facts)]).includes(name), name);
    }
  });
  it('that was pasted into a description', async () => {
    for (const definition of [
      { amount: `/${markedKey}` },
      { unit: { pointer: `/${markedKey}` } },
      { limit: `/${markedKey}` },
      { at: `/${markedKey}` },
      { error: `/${markedKey}` },
      { success: { pointer: `/${markedKey}`, equals: 1 } },
      { unit: 'sk-sandbox-MARKED-7f3a9c' },
    ]) {
      const facts = await checked(providers.custom, { a: 5 }, { definition: { ...described, ...definition } });
      assert.ok(!JSON.stringify([facts.snapshot, coreTexts(facts)]).includes('MARKED'), JSON.stringify(definition));
    }
  });
});
