import type * as vscode from 'vscode';
import type { AccountEntry } from '../../core/accounts/accountEntry';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Outcome } from '../../core/model/outcome';
import { askModal, showInfo, showManyPick, withCancel, type PickItem } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { t } from '../editor/translation';
import { keyShape } from '../../core/provider/keyShape';
import { sameKeyHint } from './keyStep';
import type { Origin } from '../../core/model/origin';

interface Found extends PickItem {
  readonly provider: KeyedProvider;
  readonly site: string;
  readonly origin: Origin;
  readonly apiKey: string;
}

interface Tried {
  readonly found: Found;
  readonly outcome: Outcome;
}

/** Offers the names of the variables that hold keys, never their values, and stores only what is ticked. */
export async function importKeys(session: Session): Promise<void> {
  const found = await find(session);
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
    placeHolder: t('Each ticked key is tried once, then copied to the secret storage of this machine.'),
  });
  if (!chosen || chosen.length === 0) return;
  const tried = await tryAll(session, chosen);
  if (!tried) return;
  const good = tried.filter(({ outcome }) => outcome.ok || outcome.error.kind === 'notReported');
  const doubtful = tried.filter((one) => !good.includes(one));
  const stored = doubtful.length > 0 && (await keepDoubtful(doubtful)) ? tried : good;
  for (const { found: one, outcome } of stored) await store(session, one, outcome);
  if (stored.length > 0)
    void showInfo(
      t('{count} imported: {names}.', { count: stored.length, names: stored.map(({ found: { provider } }) => provider.name).join(', ') }),
    );
}

/** A key works at one site only, and the variable does not say which: each site is a line, and the person ticks theirs. */
async function find(session: Session): Promise<readonly Found[]> {
  const keyed = session.accounts.providers.flatMap((provider) => (provider.kind === 'dashboard' ? [] : [provider]));
  const found = keyed.flatMap((provider) =>
    provider.credentials.apiKey.env.flatMap((name) => {
      const { key: apiKey, refused } = keyShape(process.env[name] ?? '', provider.credentials.apiKey, t);
      return refused === undefined
        ? Object.entries(provider.sites).map(([site, { origin, label }]): Found => ({
            label: label === undefined ? provider.name : `${provider.name} · ${label}`,
            description: name,
            provider,
            site,
            origin,
            apiKey,
          }))
        : [];
    }),
  );
  return Promise.all(
    found.map(async (one) => {
      const detail = await sameKeyHint(session, one.apiKey, null);
      return detail === undefined ? one : { ...one, detail };
    }),
  );
}

function tryAll(session: Session, chosen: readonly Found[]): Thenable<readonly Tried[] | undefined> {
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

async function store(session: Session, { provider, site, origin, apiKey, description }: Found, outcome: Outcome): Promise<void> {
  const id = session.freeId(provider.id);
  const [firstSite] = Object.keys(provider.sites);
  const entry: AccountEntry = {
    id,
    provider: provider.id,
    ...(site === firstSite ? {} : { site }),
    ...(id === provider.id ? {} : { label: `${provider.name} ${description}` }),
  };
  await session.keepKey(id, { origin, apiKey }, () => session.accounts.add(entry));
  session.accept(id, outcome);
}
