import * as vscode from 'vscode';
import type { KeyedProvider, Provider } from '../../core/provider/provider';
import { groupName, grouped, keyHint, type ProviderGroup } from '../../core/accounts/providerGroups';
import type { PickItem } from '../editor/dialogs';
import { pickStep, type StepAnswer } from '../editor/steps';
import { t } from '../editor/translation';
import { explainDashboard } from './explainDashboard';
import type { FoundKey } from './foundKeys';
import type { NewPlace } from './storeAccount';
import type { VerifiedKey } from './verifyKey';

interface ProviderChoice extends PickItem {
  readonly provider?: Provider;
  readonly found?: FoundKey;
}

/** A provider, and all there is to ask where its key was found. */
export interface FirstChoice {
  readonly provider: KeyedProvider;
  readonly place?: NewPlace;
  readonly key?: VerifiedKey;
}

const moreGroup: ProviderGroup = 'unofficial';

/** By what can be reported, each with its kind of key and where that is made; those that nobody documents are a page further. */
function providerChoices(providers: readonly Provider[]): readonly ProviderChoice[] {
  const groups = grouped(providers);
  const rest = groups.find(({ group }) => group === moreGroup)?.providers ?? [];
  const last: ProviderChoice = {
    icon: 'beaker',
    label: t('Unofficial…'),
    description: rest.length === 1 ? t('one provider') : t('{count} providers', { count: rest.length }),
    detail: t('They report a balance, but do not document how. It may change or stop without notice.'),
  };
  return [
    ...groups
      .filter(({ group }) => group !== moreGroup)
      .flatMap(({ group, providers: of }) => [separator(groupName(group, t)), ...of.map(choiceOf)]),
    ...(rest.length > 0 ? [separator(''), last] : []),
  ];
}

function unofficialChoices(providers: readonly Provider[]): readonly ProviderChoice[] {
  return (grouped(providers).find(({ group }) => group === moreGroup)?.providers ?? []).map(choiceOf);
}

/** Asks for a key that was found, or for a provider. Typing searches names, what is reported and kinds of keys. */
export async function providerStep(
  providers: readonly Provider[],
  foundKeys: readonly FoundKey[],
  verify: (found: FoundKey) => Promise<VerifiedKey | undefined>,
): Promise<StepAnswer<FirstChoice>> {
  const title = t('Add Account');
  let key: VerifiedKey | undefined;
  const choices = [...foundChoices(foundKeys), ...providerChoices(providers)];
  const placeholder = foundKeys.length === 0 ? t('Which provider? Type to search.') : t('Which key, or which provider? Type to search.');
  const first = await pickStep({ title }, placeholder, choices, async ({ found }) => {
    if (found) key = await verify(found);
    return !found || key !== undefined;
  });
  if (first.kind !== 'value') return first;
  const { provider, found } = first.value;
  if (found) return { kind: 'value', value: { provider: found.provider, place: placeOfKey(found), ...(key ? { key } : {}) } };
  if (provider) return chosen(provider);
  const second = await pickStep(
    { title, hasBack: true },
    t('Which provider? None of these documents its answer.'),
    unofficialChoices(providers),
  );
  if (second.kind === 'back') return providerStep(providers, foundKeys, verify);
  return second.kind === 'value' && second.value.provider ? chosen(second.value.provider) : { kind: 'cancelled' };
}

function foundChoices(keys: readonly FoundKey[]): readonly ProviderChoice[] {
  if (keys.length === 0) return [];
  return [separator(t('Keys found in the environment')), ...keys.map((found) => ({ ...lineOf(found), icon: 'key', found }))];
}

function lineOf({ label, description = '', detail }: FoundKey): PickItem {
  return { label, description, ...(detail === undefined ? {} : { detail }) };
}

function placeOfKey({ site, origin }: FoundKey): NewPlace {
  return { site, origin };
}

async function chosen(provider: Provider): Promise<StepAnswer<FirstChoice>> {
  if (provider.kind !== 'dashboard') return { kind: 'value', value: { provider } };
  await explainDashboard(provider);
  return { kind: 'cancelled' };
}

function choiceOf(provider: Provider): ProviderChoice {
  const detail = keyHint(provider);
  return { label: provider.name, description: provider.reports, provider, ...(detail === undefined ? {} : { detail }) };
}

function separator(label: string): ProviderChoice {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
