import { databaseFaultText } from '../../core/provider/databaseAddress';
import { sharedAddress } from '../../core/shared/sharedAddress';
import { refusedText } from '../../core/shared/refusedText';
import { serverOf, typedServer } from '../../core/shared/sharedServer';
import { sharingText } from '../../core/shared/sharingText';
import { flash, showInfo, showPick, withNotice } from '../editor/dialogs';
import { setSharedServer, sharedServerSetting } from '../editor/settings';
import { inputStep } from '../editor/steps';
import { t } from '../editor/translation';
import type { SharedConnection } from '../sharing/sharedConnection';
import type { Sharing } from '../sharing/sharing';

export interface ShareParts {
  readonly sharing: Sharing;
  readonly connection: SharedConnection;
}

/** Begins to share the history with other machines, or says how it stands and ends it. */
export async function shareHistory(parts: ShareParts): Promise<void> {
  const server = typedServer(sharedServerSetting());
  if (sharedServerSetting() === '') return enterConnection(parts);
  const { sharing } = parts;
  const standing = sharing.standing();
  const isHere = standing.kind !== 'notHere' && standing.kind !== 'notAServer';
  const how = sharingText(standing, sharing.waiting(), t);
  const enter = isHere ? t('Enter Another Connection String…') : t('Enter the Connection String…');
  const chosen = await showPick(
    [
      // What is cut off in the box stands here too.
      ...(isHere ? [{ label: t('Hand On and Take In Now'), icon: 'sync', detail: how, run: () => roundNow(sharing) }] : []),
      { label: enter, icon: 'key', ...(isHere ? {} : { detail: how }), run: () => enterConnection(parts) },
      {
        label: t('Stop Sharing'),
        icon: 'circle-slash',
        detail: isHere
          ? t('What was handed on stays in the database, and all that is on this machine stays here.')
          : t('Empties the setting, also on machines that it is synced to.'),
        run: () => stopSharing(parts),
      },
    ],
    {
      title: isHere && server !== null ? t('History Shared Through {server}', { server }) : t('The History Is Not Shared'),
      placeHolder: how,
    },
  );
  await chosen?.run();
}

async function roundNow(sharing: Sharing): Promise<void> {
  await withNotice(t('Asking the shared history…'), () => sharing.roundNow());
  void showInfo(sharingText(sharing.standing(), sharing.waiting(), t));
}

async function enterConnection({ sharing, connection }: ShareParts): Promise<void> {
  const abort = new AbortController();
  const found = { canWrite: true };
  const answer = await inputStep(
    { title: t('Share History') },
    {
      prompt: [
        t(
          'The connection string of a PostgreSQL database. Balances, spend and failures of your accounts are handed on to it, never a key.',
        ),
        t('It is kept in the secret storage of this machine.'),
      ].join(' '),
      placeholder: 'postgresql://writer:password@db.example.com:5432/balances',
      password: true,
      refuse: async (text) => {
        const read = sharedAddress(text);
        if (!read.ok) return t(databaseFaultText(read.fault));
        const opened = await sharing.tryOut(read.hosts, abort.signal);
        if (!opened.ok) return refusedText(opened.fault, t);
        found.canWrite = opened.value.canWrite;
        return undefined;
      },
    },
  ).finally(() => abort.abort());
  const read = answer.kind === 'value' ? sharedAddress(answer.value) : undefined;
  if (answer.kind !== 'value' || !read?.ok) return;
  const server = serverOf(read.hosts);
  await connection.keep(server, answer.value.trim(), () => setSharedServer(server));
  await sharing.update();
  void showInfo(
    found.canWrite
      ? t('The history is shared through {server}.', { server })
      : t('This user may only read {server}: what is checked here stays on this machine.', { server }),
  );
}

async function stopSharing({ sharing, connection }: ShareParts): Promise<void> {
  await setSharedServer('');
  await connection.delete();
  await sharing.update();
  flash(t('The history is no longer shared'));
}
