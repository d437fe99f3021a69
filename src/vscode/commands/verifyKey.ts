import type * as vscode from 'vscode';
import type { Outcome } from '../../core/model/outcome';
import type { FetchedAccount } from '../../core/provider/fetchReading';
import type { KeyedProvider } from '../../core/provider/provider';
import { errorContext } from '../../core/views/errorContext';
import { errorText } from '../../core/views/errorText';
import type { Session } from '../accounts/session';
import { askModal } from '../editor/dialogs';
import { display, t } from '../editor/translation';

export interface VerifiedKey {
  readonly apiKey: string;
  /** What the provider said to it: known to work, or stored against its word. */
  readonly outcome: Outcome;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Why the key is not taken; undefined where it is. */
  readonly refused: string | undefined;
}

/** Tries a key before anyone stores it. One that fails is taken only if the person says so. */
export async function verifyKey(
  session: Session,
  provider: KeyedProvider,
  place: FetchedAccount,
  apiKey: string,
  signal: AbortSignal,
): Promise<Verdict> {
  const outcome = await session.tryKey(provider, place, apiKey, signal);
  // Without a balance in the answer the key was accepted all the same.
  if (outcome.ok || outcome.error.kind === 'notReported') return { outcome, refused: undefined };
  const { sentence } = errorText(outcome.error, errorContext(provider, display()));
  return { outcome, refused: (await storeAnyway(sentence)) ? undefined : sentence };
}

async function storeAnyway(why: string): Promise<boolean> {
  // The first one answers Enter, which must not store a key that does not work.
  const goBack: vscode.MessageItem = { title: t('Go Back') };
  const store: vscode.MessageItem = { title: t('Store Key Anyway') };
  return (await askModal(t('The key could not be verified.'), why, goBack, store)) === store;
}
