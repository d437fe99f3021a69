import type * as vscode from 'vscode';
import { errorText } from '../../core/views/errorText';
import { errorContext } from '../../core/views/errorContext';
import { keyShape } from '../../core/provider/keyShape';
import type { FetchedAccount } from '../../core/provider/fetchReading';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Outcome } from '../../core/model/outcome';
import { askModal } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { inputStep, type StepAnswer, type StepPlace } from '../editor/steps';
import { display, t } from '../editor/translation';
import type { AccountId } from '../../core/model/accountId';

export interface VerifiedKey {
  readonly apiKey: string;
  /** What the provider said to it: known to work, or stored against its word. */
  readonly outcome: Outcome;
}

export interface KeyStepOf {
  readonly provider: KeyedProvider;
  readonly place: FetchedAccount;
  /** The account that the key is for; null for a new one. */
  readonly accountId: AccountId | null;
}

/** Asks for a key and tries it before anyone stores it. A refused key can be mended, or kept all the same. */
export async function keyStep(
  session: Session,
  at: StepPlace,
  { provider, place, accountId }: KeyStepOf,
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
    ...(provider.links ? { link: { title: t('Create a Key in the Browser'), url: provider.links.keys } } : {}),
    hint: async (text) => keyShape(text, credential, t).hint ?? (await sameKeyHint(session, text.trim(), accountId)),
    refuse: async (text) => {
      const shape = keyShape(text, credential, t);
      if (shape.refused !== undefined) return shape.refused;
      outcome = await session.tryKey(provider, place, shape.key, abort.signal);
      return outcome.ok || isAnswer(outcome) || (await storeAnyway(outcome, provider)) ? undefined : sentence(outcome, provider);
    },
  }).finally(() => abort.abort());
  if (answer.kind !== 'value') return answer;
  if (outcome === undefined) return { kind: 'cancelled' };
  return { kind: 'value', value: { apiKey: keyShape(answer.value, credential, t).key, outcome } };
}

type Failure = Extract<Outcome, { ok: false }>;

/** The key was accepted; there is only no balance in the answer. */
function isAnswer({ error }: Failure): boolean {
  return error.kind === 'notReported';
}

function sentence({ error }: Failure, provider: KeyedProvider): string {
  return errorText(error, errorContext(provider, display())).sentence;
}

async function storeAnyway(outcome: Failure, provider: KeyedProvider): Promise<boolean> {
  // The first one answers Enter, which must not store a key that does not work.
  const goBack: vscode.MessageItem = { title: t('Go Back') };
  const store: vscode.MessageItem = { title: t('Store Key Anyway') };
  const chosen = await askModal(t('The key could not be verified.'), sentence(outcome, provider), goBack, store);
  return chosen === store;
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
