import assert from 'node:assert/strict';
import { errorContext } from '../../../src/core/views/errorContext';
import { errorText } from '../../../src/core/views/errorText';
import { dashboardError, type DashboardProvider } from '../../../src/core/provider/provider';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';

const sentenceOf = (provider: DashboardProvider): string =>
  errorText(dashboardError(provider), errorContext(provider, { locale: 'en', t: english })).sentence;
const dashboards = Object.values(providers).flatMap((provider) => (provider.kind === 'dashboard' ? [provider] : []));

describe('providers without a number', () => {
  for (const provider of dashboards) {
    it(`${provider.id} says why, and where the balance is`, () => {
      assert.match(sentenceOf(provider), /The dashboard shows it\.$/);
      assert.equal(errorText(dashboardError(provider), errorContext(provider, { locale: 'en', t: english })).action, 'seeDashboard');
      assert.match(provider.links.billing, /^https:\/\//);
    });
  }

  // trap 17: https://github.com/rikkahub/rikkahub/issues/1811
  it('say so where the endpoint was withdrawn', () =>
    assert.match(sentenceOf(providers.siliconflow), /has withdrawn the balance endpoint/));
  it('say so where only a signed request is answered', () =>
    assert.match(sentenceOf(providers.alibaba), /only to requests signed with a cloud access key/));
  it('say so where there is none', () => assert.match(sentenceOf(providers.together), /has no balance endpoint/));
});
