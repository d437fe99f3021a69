import * as vscode from 'vscode';
import { keyShape } from '../../core/provider/keyShape';
import type { FetchedAccount } from '../../core/provider/fetchReading';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Outcome } from '../../core/model/outcome';
import type { Session } from '../accounts/session';
import { inputStep, type StepAnswer, type StepButton, type StepPlace } from '../editor/steps';
import { t } from '../editor/translation';
import type { AccountId } from '../../core/model/accountId';
import { verifyKey, type VerifiedKey } from './verifyKey';

export interface KeyStepOf {
  readonly provider: KeyedProvider;
  readonly place: FetchedAccount;
  /** The account that the key is for; null for a new one. */
  readonly accountId: AccountId | null;
  /** Beside the one that opens the page where keys are made. */
  readonly buttons?: readonly StepButton[];
}

/** Asks for a key and tries it before anyone stores it. A refused key can be mended, or kept all the same. */
export async function keyStep(
  session: Session,
  at: StepPlace,
  { provider, place, accountId, buttons = [] }: KeyStepOf,
): Promise<StepAnswer<VerifiedKey>> {
  const credential = provider.credentials.apiKey;
  const abort = new AbortController();
  let outcome: Outcome | undefined;
  const answer = await inputStep(at, {
    prompt: t('{label} of {provider}. It is kept in the secret storage of this machine and sent to {host} only.', {
      label: credential.label,
      provider: provider.name,
      host: hostOf(place.origin),
    }),
    placeholder: credential.placeholder,
    password: true,
    buttons: [...buttons, ...(provider.links ? [createKeyButton(provider.links.keys)] : [])],
    hint: async (text) => keyShape(text, credential, t).hint ?? (await sameKeyHint(session, text.trim(), accountId)),
    refuse: async (text) => {
      const shape = keyShape(text, credential, t);
      if (shape.refused !== undefined) return shape.refused;
      const verified = await verifyKey(session, provider, place, shape.key, abort.signal);
      outcome = verified.outcome;
      return verified.refused;
    },
  }).finally(() => abort.abort());
  if (answer.kind !== 'value') return answer;
  if (outcome === undefined) return { kind: 'cancelled' };
  return { kind: 'value', value: { apiKey: keyShape(answer.value, credential, t).key, outcome } };
}

function createKeyButton(url: string): StepButton {
  return {
    icon: 'link-external',
    title: t('Create a Key in the Browser'),
    press: () => {
      void vscode.env.openExternal(vscode.Uri.parse(url, true));
      return 'stay';
    },
  };
}

/** Two accounts of one key would count the same money twice. */
export async function sameKeyHint(session: Session, apiKey: string, accountId: AccountId | null): Promise<string | undefined> {
  if (apiKey === '') return undefined;
  for (const { account } of session.facts()) {
    if (account.id === accountId) continue;
    const stored = await session.keys.get(account.id).catch(() => undefined);
    const other = session.outsideKey(account) ?? stored?.apiKey;
    if (other === apiKey) return t('The account "{label}" has the same key already.', { label: account.label });
  }
  return undefined;
}
