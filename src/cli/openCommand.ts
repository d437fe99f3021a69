import { sharedFaultText } from '../core/shared/sharedFaultText';
import type { Config } from '../core/config/config';
import { english } from '../core/text/translate';
import type { KeySources } from './environmentAccounts';
import type { CommandText } from './ledgerCommand';
import { sharedPlaceText, sharedSetup, type OpenShared } from './sharedSetup';

/** Opens the history that machines share once, which makes its tables or brings them up. No provider is asked, and nothing is posted. */
export async function openCommand({ history }: Config, sources: KeySources, open: OpenShared): Promise<CommandText> {
  const setup = sharedSetup(history, sources);
  if (!setup.ok) return { ok: false, reason: setup.reason };
  if (setup.shared === null || history.folder === null)
    return { ok: false, reason: 'The configuration names no history that machines share: add "history.postgres".' };
  const shared = open(history.folder, setup.shared);
  try {
    const store = await shared.store();
    const opened = await store.open();
    store.close();
    if (!opened.ok) return { ok: false, reason: sharedFaultText(opened.fault, english) };
    const may = opened.value.canWrite ? 'written to' : 'read, and not written to';
    const place = sharedPlaceText(setup.shared);
    return {
      ok: true,
      text: `The shared history is there, and may be ${may} by this user: PostgreSQL at ${place}. No provider was asked.`,
    };
  } finally {
    shared.outbox.close();
  }
}
