import type { LogOutputChannel } from 'vscode';
import { leftOutTeller, type TellLeftOut } from '../../core/shared/leftOut';
import { needsPerson, sharingNotice, type SharingStanding } from '../../core/shared/sharingText';
import { showWarning } from '../editor/dialogs';
import { runCommand } from '../editor/runCommand';
import { t } from '../editor/translation';

/** Says once for each change how it stands: in the log always, and to the person where it stays so until they do something. */
export function tellSharing(log: LogOutputChannel, onFault: (error: unknown) => void): (standing: SharingStanding) => void {
  return (standing) => {
    const fault = standing.kind === 'away' ? standing.fault : null;
    const line = `shared history: ${[standing.kind, fault?.kind].filter((word) => word !== undefined).join(', ')}`;
    if (fault !== null || standing.kind === 'notHere') log.warn(line);
    else log.info(line);
    const notice = sharingNotice(standing, t);
    if (notice !== null && (fault === null || needsPerson(fault))) tell(notice).catch(onFault);
  };
}

/** The person is told once of each kind. */
export function tellLeftOut(log: LogOutputChannel, onFault: (error: unknown) => void): TellLeftOut {
  return leftOutTeller(t, (text) => {
    log.warn('shared history: some checks are left out');
    showWarning(text).then(undefined, onFault);
  });
}

async function tell(notice: string): Promise<void> {
  const share = t('Share History…');
  if ((await showWarning(notice, share)) === share) await runCommand('apiBalance.shareHistory');
}
