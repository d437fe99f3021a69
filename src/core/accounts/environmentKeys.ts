import type { Origin } from '../model/origin';
import { keyShape } from '../provider/keyShape';
import type { KeyedProvider, Provider } from '../provider/provider';
import type { Translate } from '../text/translate';

/** A key that stands in a variable where its provider's own tools look for it. */
export interface EnvironmentKey {
  readonly provider: KeyedProvider;
  readonly site: string;
  readonly siteLabel: string | undefined;
  readonly origin: Origin;
  readonly variable: string;
  readonly apiKey: string;
}

/** A key works at one site only, and the variable does not say which: each site is one, and the person chooses theirs. */
export function environmentKeys(
  providers: readonly Provider[],
  environment: Readonly<Record<string, string | undefined>>,
  t: Translate,
): readonly EnvironmentKey[] {
  const keyed = providers.flatMap((provider) => (provider.kind === 'dashboard' ? [] : [provider]));
  return keyed.flatMap((provider) =>
    provider.credentials.apiKey.env.flatMap((variable) => {
      const { key: apiKey, refused } = keyShape(environment[variable] ?? '', provider.credentials.apiKey, t);
      if (refused !== undefined) return [];
      return Object.entries(provider.sites).map(([site, { origin, label: siteLabel }]) => ({
        provider,
        site,
        siteLabel,
        origin,
        variable,
        apiKey,
      }));
    }),
  );
}
