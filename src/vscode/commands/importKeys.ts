import type * as vscode from 'vscode';
import { titleOf } from '../../core/views/accountView';
import type { Outcome } from '../../core/model/outcome';
import { askModal, showInfo, showManyPick, withCancel } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { t } from '../editor/translation';
import { foundKeys, type FoundKey } from './foundKeys';
import { storeAccount } from './storeAccount';
import { tellNext } from './tellAdded';

interface Tried {
  readonly found: FoundKey;
  readonly outcome: Outcome;
}

/** Offers the names of the variables that hold keys, never their values, and stores only what is ticked. */
export async function importKeys(session: Session): Promise<void> {
  const found = await foundKeys(session);
  if (found.length === 0) {
    void showInfo(
      [
        t('No key of a known provider was found in the environment of VS Code.'),
        t('Start VS Code from a terminal that has it, or add the account by hand.'),
      ].join(' '),
    );
    return;
  }
  const chosen = await showManyPick(found, {
    title: t('Import Keys from Environment'),
    placeHolder: t('Each selected key is tried once, then copied to the secret storage of this machine.'),
  });
  if (!chosen || chosen.length === 0) return;
  const tried = await tryAll(session, chosen);
  if (!tried) return;
  const good = tried.filter(({ outcome }) => outcome.ok || outcome.error.kind === 'notReported');
  const doubtful = tried.filter((one) => !good.includes(one));
  const stored = doubtful.length > 0 && (await keepDoubtful(doubtful)) ? tried : good;
  const imported: string[] = [];
  for (const { found: one, outcome } of stored) {
    const facts = session.factsOf(await storeAccount(session, one.provider, one, { apiKey: one.apiKey, outcome }));
    if (facts) imported.push(titleOf(facts));
  }
  if (imported.length > 0) await tellNext(t('Imported: {names}.', { names: imported.join(', ') }));
}

function tryAll(session: Session, chosen: readonly FoundKey[]): Thenable<readonly Tried[] | undefined> {
  return withCancel(t('Trying the keys…'), async (signal) => {
    try {
      return await Promise.all(
        chosen.map(async (found) => ({ found, outcome: await session.tryKey(found.provider, found, found.apiKey, signal) })),
      );
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

async function keepDoubtful(doubtful: readonly Tried[]): Promise<boolean> {
  const keep = t('Store Them Anyway');
  const names = doubtful.map(({ found: { label, description } }) => `${label} (${description})`).join(', ');
  const leaveOut: vscode.MessageItem = { title: t('Leave Them Out'), isCloseAffordance: true };
  const chosen = await askModal(t('Some keys could not be verified.'), names, { title: keep }, leaveOut);
  return chosen?.title === keep;
}
