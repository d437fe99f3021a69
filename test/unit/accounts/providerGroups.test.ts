import assert from 'node:assert/strict';
import { groupName, groupOf, grouped, keyHint } from '../../../src/core/accounts/providerGroups';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';

const all = Object.values(providers);

describe('provider groups', () => {
  it('hold every provider once, by name', () => {
    const shown = grouped(all).flatMap((of) => of.providers);
    assert.deepEqual(shown.map(({ id }) => id).sort(), all.map(({ id }) => id).sort());
    for (const { providers: of } of grouped(all))
      assert.deepEqual(
        of,
        [...of].sort((a, b) => a.name.localeCompare(b.name, 'en')),
      );
  });

  it('leave out empty groups and name the others', () => {
    assert.deepEqual(grouped([]), []);
    for (const { group } of grouped(all)) assert.notEqual(groupName(group, english), '');
  });

  it('keep what nobody documents apart, and what a person hosts', () => {
    for (const provider of all) {
      if (provider.kind === 'dashboard') assert.equal(groupOf(provider), 'dashboard');
      else if (provider.evidence.grade === 'unofficial') assert.equal(groupOf(provider), 'unofficial');
      else assert.equal(groupOf(provider) === 'own', Object.keys(provider.sites).length === 0, provider.id);
    }
  });

  it('say the kind of key and where it is made', () => {
    assert.equal(keyHint(providers.deepseek), 'API key · platform.deepseek.com/api_keys');
    assert.equal(keyHint(providers.groq), undefined);
    assert.equal(keyHint(providers.custom), 'API key');
  });
  it('have pages of their own, unless a person hosts them: documentation is no dashboard', () => {
    for (const provider of Object.values(providers))
      assert.equal(provider.links === undefined, provider.kind !== 'dashboard' && Object.keys(provider.sites).length === 0, provider.id);
  });
});
