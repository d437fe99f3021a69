import type { Translate } from '../text/translate';
import { sharedFaultText } from './sharedFaultText';
import type { SharedFault } from './sharedFault';
import type { SharedStanding } from './sharedLink';

/**
 * How it stands with a history that machines share. `notHere`: this machine has no connection string for the server of the setting.
 * `notAServer`: the setting holds something else, such as a connection string.
 */
export type SharingStanding = { readonly kind: 'off' | 'notHere' | 'notAServer' } | SharedStanding;

/** What a person must know of it; null where all is well. */
export function sharingNotice(standing: SharingStanding, t: Translate): string | null {
  switch (standing.kind) {
    case 'off':
    case 'unknown':
    case 'open':
      return null;
    case 'notHere':
      return t('The history is not shared: this machine has no connection string for "apiBalance.history.postgres". Use "Share History…".');
    case 'notAServer':
      return t('"apiBalance.history.postgres" is for host and port alone, so nothing is shared. If a password stands there, change it.');
    case 'away':
      return sharedFaultText(standing.fault, t);
  }
}

/** The same for whoever asks how it stands. @param waiting how many checks are to be handed on */
export function sharingText(standing: SharingStanding, waiting: number, t: Translate): string {
  const notice = sharingNotice(standing, t);
  const rest = waiting === 0 ? [] : [t('Checks that wait to be handed on: {count}.', { count: waiting })];
  return [...rest, notice ?? wellText(standing, t)].join(' ');
}

function wellText(standing: SharingStanding, t: Translate): string {
  if (standing.kind === 'off') return t('The history stays on this machine.');
  if (standing.kind !== 'open') return t('The shared history was not asked yet.');
  return standing.canWrite
    ? t('The history is shared with the other machines.')
    : t('The shared history may only be read by this user, so what is checked here stays on this machine.');
}

/** It stays as it is until somebody does something about it. What comes and goes with a network is no news. */
export function needsPerson({ kind }: SharedFault): boolean {
  return !['unreachable', 'timeout', 'busy', 'slow'].includes(kind);
}
