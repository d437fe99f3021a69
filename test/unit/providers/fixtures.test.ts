import assert from 'node:assert/strict';
import { ownSite } from '../../../src/core/accounts/accountPlace';
import { accountReport } from '../../../src/core/views/checkReport';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import { defaultThresholds } from '../../../src/core/model/headline';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { readFixtures, sendFixture } from '../../support/fixture';
import { markedKey } from '../../support/testKeys';
import { idOf, originAt } from '../../support/ids';

const fixtures = readFixtures();

describe('fixtures: what each provider says, as documented', () => {
  for (const fixture of fixtures) {
    it(`${fixture.provider}/${fixture.name}: ${fixture.case}`, async () => {
      const provider = Object.values(providers).find(({ id }) => id === fixture.provider);
      assert.ok(provider && provider.kind !== 'dashboard', 'the folder is named for a provider with an endpoint');
      const siteName = fixture.site ?? Object.keys(provider.sites)[0] ?? ownSite;
      const origin = siteName === ownSite ? originAt('https://own.example') : provider.sites[siteName]?.origin;
      assert.ok(origin, 'the site exists');
      const outcome = await fetchReading(fetchTarget(provider, { site: siteName, origin, definition: fixture.definition }, markedKey), {
        send: sendFixture(fixture),
        now: () => 1_700_000_000_000,
        signal: new AbortController().signal,
      });
      const report = accountReport(
        { account: { id: idOf('one'), label: 'One', site: siteName }, provider, outcome },
        defaultThresholds,
        english,
      );
      const { state, error, balances, caps, spend } = report;
      const expected = { ...fixture.expect, caps: fixture.expect.caps.map((cap) => ({ ...cap, resets: cap.resets ?? 'never' })) };
      assert.deepEqual(
        { state, errorKind: error?.kind ?? null, balances: sorted(balances), caps, spend },
        { ...expected, balances: sorted(expected.balances) },
      );
      assert.doesNotMatch(JSON.stringify(report), /MARKED|secret-tail/);
    });
  }

  it('every provider with an endpoint has a success, a refused key and a trap', () => {
    for (const provider of Object.values(providers)) {
      // What a database answers is shown with a real one, in test/database.
      if (provider.kind === 'dashboard' || provider.definedBy === 'query') continue;
      const own = fixtures.filter((fixture) => fixture.provider === provider.id);
      assert.ok(
        own.some(({ expect }) => expect.state === 'ok'),
        `${provider.id}: success`,
      );
      assert.ok(
        own.some(({ expect }) => expect.errorKind === 'unauthorized'),
        `${provider.id}: refused key`,
      );
      assert.ok(own.length >= 3, `${provider.id}: a trap`);
    }
  });
});

/** The order of balances carries no meaning; that of a balance's parts follows the provider's file. */
function sorted(balances: readonly { readonly unit: string; readonly parts: readonly { readonly kind: string }[] }[]): unknown {
  const byKind = (a: { readonly kind: string }, b: { readonly kind: string }): number => a.kind.localeCompare(b.kind);
  return [...balances]
    .sort((a, b) => a.unit.localeCompare(b.unit))
    .map((balance) => ({ ...balance, parts: [...balance.parts].sort(byKind) }));
}
