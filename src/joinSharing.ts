import type { LogOutputChannel, SecretStorage } from 'vscode';
import { openShared } from './node/shared/openShared';
import { pause, repeat } from './node/watch/thisWindow';
import type { Session } from './vscode/accounts/session';
import { SharedConnection } from './vscode/sharing/sharedConnection';
import { Sharing } from './vscode/sharing/sharing';
import { tellLeftOut, tellSharing } from './vscode/sharing/tellSharing';
import type { TeamMessages } from './vscode/watching/messages';
import { windowIsAlive } from './vscode/watching/windowIsAlive';

export interface JoinSharingParts {
  readonly secrets: SecretStorage;
  /** Where the outbox is kept. */
  readonly folder: string;
  readonly log: LogOutputChannel;
  /** Asked for from the next turn on. */
  readonly session: () => Session;
  readonly messages: () => TeamMessages;
  readonly minuteMs: number;
  readonly leads: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** The history that machines share, with the driver in a bundle that is loaded when it is first needed. */
export function joinSharing({ secrets, folder, log, session, messages, minuteMs, leads, onFault }: JoinSharingParts): {
  readonly sharing: Sharing;
  readonly connection: SharedConnection;
} {
  const tellStanding = tellSharing({ log, watch: () => session().watch, onFault });
  const connection = new SharedConnection(secrets, () => sharing.updateSoon());
  const sharing: Sharing = new Sharing({
    session,
    connection,
    open: (hosts) => openShared(folder, hosts, () => import('./database')),
    channel: async () => (await messages().webhook.stored())?.url ?? null,
    postHeard: (account, alerts) => messages().postHeard(account, alerts),
    minuteMs,
    isAlive: () => windowIsAlive(secrets),
    leads,
    onLeftOut: tellLeftOut(log, onFault),
    onStanding: (standing) => {
      tellStanding(standing);
      session().age();
    },
    pause,
    repeat,
    onFault,
  });
  return { sharing, connection };
}
