import type { Provider } from '../provider/provider';
import type { Translate } from '../text/translate';

/** What can be reported, as a person chooses by it. `own`: the person hosts or describes it. `unofficial`: only others' code tells how. */
export type ProviderGroup = 'balance' | 'quota' | 'spend' | 'own' | 'unofficial' | 'dashboard';

export interface GroupOfProviders {
  readonly group: ProviderGroup;
  /** By name. */
  readonly providers: readonly Provider[];
}

const order: readonly ProviderGroup[] = ['balance', 'quota', 'spend', 'own', 'dashboard', 'unofficial'];

export function groupOf(provider: Provider): ProviderGroup {
  if (provider.kind === 'dashboard') return 'dashboard';
  if (provider.evidence.grade === 'unofficial') return 'unofficial';
  return Object.keys(provider.sites).length === 0 ? 'own' : provider.kind;
}

/** In the order of the lists that show them; a group without providers is left out. */
export function grouped(providers: readonly Provider[]): readonly GroupOfProviders[] {
  const byName = [...providers].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return order
    .map((group) => ({ group, providers: byName.filter((provider) => groupOf(provider) === group) }))
    .filter((of) => of.providers.length > 0);
}

export function groupName(group: ProviderGroup, t: Translate): string {
  const names: Readonly<Record<ProviderGroup, string>> = {
    balance: t('Money left'),
    quota: t('Units left'),
    spend: t('Spend only'),
    own: t('Your own'),
    unofficial: t('Unofficial'),
    dashboard: t('Dashboard only'),
  };
  return names[group];
}

/** The kind of key and where it is made: `Management key · openrouter.ai/settings/keys`. */
export function keyHint(provider: Provider): string | undefined {
  if (provider.kind === 'dashboard') return undefined;
  const { credentials, links } = provider;
  return [credentials.apiKey.label, ...(links ? [links.keys.replace(/^https:\/\//, '')] : [])].join(' · ');
}
