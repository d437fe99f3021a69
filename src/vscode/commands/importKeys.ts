import * as vscode from 'vscode';
import type { KeyedProvider } from '../../core/provider';
import type { Outcome } from '../../core/providerError';
import type { Session } from '../session';
import { t } from '../translation';
import { keyShape } from '../../core/keyShape';

interface Found extends vscode.QuickPickItem {
  readonly provider: KeyedProvider;
  readonly apiKey: string;
}

interface Tried {
  readonly found: Found;
  readonly outcome: Outcome;
}

/** Offers the names of the variables that hold keys, never their values, and stores only what is ticked. */
export async function importKeys(session: Session): Promise<void> {
  const found = find(session);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(t('No key of a known provider was found in the environment of VS Code. Start VS Code from a terminal that has it, or add the account by hand.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(found, { canPickMany: true, title: t('Import Keys from Environment'), placeHolder: t('Each ticked key is tried once, then copied to the secret storage of this machine.') });
  if (!chosen || chosen.length === 0) return;
  const tried = await tryAll(session, chosen);
  if (!tried) return;
  const good = tried.filter(({ outcome }) => outcome.ok || outcome.error.kind === 'notReported');
  const doubtful = tried.filter((one) => !good.includes(one));
  const stored = doubtful.length > 0 && (await keepDoubtful(doubtful)) ? tried : good;
  for (const { found: one, outcome } of stored) await store(session, one, outcome);
  if (stored.length > 0) void vscode.window.showInformationMessage(t('{count} imported: {names}.', { count: stored.length, names: stored.map(({ found: { provider } }) => provider.name).join(', ') }));
}

function find(session: Session): readonly Found[] {
  const keyed = session.accounts.providers.flatMap((provider) => (provider.kind === 'dashboard' ? [] : [provider]));
  return keyed.flatMap((provider) => {
    const credential = provider.credentials.apiKey;
    const names = credential.env.filter((name) => keyShape(process.env[name] ?? '', credential, t).refused === undefined);
    return names.map((name): Found => ({ label: provider.name, description: name, provider, apiKey: keyShape(process.env[name] ?? '', credential, t).key }));
  });
}

function tryAll(session: Session, chosen: readonly Found[]): Thenable<readonly Tried[] | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: t('Trying the keys…'), cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      return await Promise.all(chosen.map(async (found) => ({ found, outcome: await session.tryKey(found.provider, placeOf(found.provider), found.apiKey, abort.signal) })));
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    } finally {
      cancelled.dispose();
    }
  });
}

function placeOf(provider: KeyedProvider): { readonly site: string; readonly origin: string } {
  const [first] = Object.entries(provider.sites);
  if (!first) throw new TypeError('A provider needs a site');
  const [site, { origin }] = first;
  return { site, origin };
}

async function keepDoubtful(doubtful: readonly Tried[]): Promise<boolean> {
  const keep = t('Store Them Anyway');
  const names = doubtful.map(({ found: { label, description } }) => `${label} (${description})`).join(', ');
  const leaveOut: vscode.MessageItem = { title: t('Leave Them Out'), isCloseAffordance: true };
  const chosen = await vscode.window.showWarningMessage(t('Some keys could not be verified.'), { modal: true, detail: names }, { title: keep }, leaveOut);
  return chosen?.title === keep;
}

async function store(session: Session, { provider, apiKey, description }: Found, outcome: Outcome): Promise<void> {
  const id = session.accounts.freeId(provider.id);
  await session.keys.store(id, { origin: placeOf(provider).origin, apiKey });
  await session.accounts.add({ id, provider: provider.id, ...(id === provider.id ? {} : { label: `${provider.name} ${description}` }) });
  session.checks.accept(id, outcome);
}
