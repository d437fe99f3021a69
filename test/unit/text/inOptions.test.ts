import assert from 'node:assert/strict';
import { accountFields } from '../../../src/core/accounts/accountEntry';
import { inOptions } from '../../../src/core/text/inOptions';
import { commands } from '../../../src/cli/commands';
import { sourcesBelow } from '../../support/sources';

/** What is said of these needs no option: without a configuration nobody can say it. */
const ofFilesAlone = new Set(['id', 'provider', 'label', 'refreshInterval', 'unit', 'estimate']);

describe('fields in the words of a command line', () => {
  for (const field of [...accountFields, 'secrets'].filter((name) => !ofFilesAlone.has(name)))
    it(`"${field}" is an option of check`, () => {
      const option = inOptions(`"${field}"`);
      assert.ok(
        Object.keys(commands.check.options).some((name) => option === `--${name}`),
        option,
      );
    });
  it('leaves all else that is quoted as it is', () => {
    assert.equal(inOptions('"definition" must give "host" and "query"'), '--definition must give "host" and "query"');
  });
  it('are made in one place: no sentence of the core or of a provider names an option by itself', () => {
    // A watch has the one webhook that an option names, and imports are told to a command alone.
    const own = /inOptions\.ts$|channelPlace\.ts$|\/importing\//;
    for (const { path, text } of [...sourcesBelow('src/core'), ...sourcesBelow('src/providers'), ...sourcesBelow('src/channels')])
      if (!own.test(path))
        for (const [, quoted = ''] of text.matchAll(/['`](?!api-balance )([^'`\n]*)['`]/g))
          assert.doesNotMatch(quoted, /(^| )--[a-z]/, `${path}: ${quoted}`);
  });
});
