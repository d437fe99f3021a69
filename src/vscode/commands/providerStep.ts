import * as vscode from 'vscode';
import type { KeyedProvider, Provider } from '../../core/provider/provider';
import { groupName, grouped, keyHint, type ProviderGroup } from '../../core/accounts/providerGroups';
import type { PickItem } from '../editor/dialogs';
import { pickStep, type StepAnswer } from '../editor/steps';
import { t } from '../editor/translation';
import { explainDashboard } from './explainDashboard';

export interface ProviderChoice extends PickItem {
  readonly provider?: Provider;
}

const moreGroup: ProviderGroup = 'unofficial';

/** By what can be reported, each with its kind of key and where that is made; those that nobody documents are a page further. */
function providerChoices(providers: readonly Provider[]): readonly ProviderChoice[] {
  const groups = grouped(providers);
  const rest = groups.find(({ group }) => group === moreGroup)?.providers ?? [];
  const last: ProviderChoice = {
    icon: 'beaker',
    label: t('Unofficial…'),
    description: t('{count} providers', { count: rest.length }),
    detail: t('They answer, but do not document it. It may change or stop unannounced.'),
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

/** Asks for a provider. Typing searches names, what is reported and kinds of keys. */
export async function providerStep(
  providers: readonly Provider[],
  totalSteps: number,
): Promise<StepAnswer<{ readonly provider: KeyedProvider }>> {
  const place = { title: t('Add Account'), step: 1, totalSteps };
  const first = await pickStep(place, t('Which provider? Type to search.'), providerChoices(providers));
  if (first.kind !== 'value') return first;
  if (first.value.provider) return chosen(first.value.provider);
  const second = await pickStep(
    { ...place, hasBack: true },
    t('Which provider? None of these documents its answer.'),
    unofficialChoices(providers),
  );
  if (second.kind === 'back') return providerStep(providers, totalSteps);
  return second.kind === 'value' && second.value.provider ? chosen(second.value.provider) : { kind: 'cancelled' };
}

async function chosen(provider: Provider): Promise<StepAnswer<{ readonly provider: KeyedProvider }>> {
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
