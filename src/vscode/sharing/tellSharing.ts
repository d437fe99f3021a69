import type { LogOutputChannel } from 'vscode';
import type { WatchStore } from '../../core/checks/watchStore';
import { leftOutTeller, type TellLeftOut } from '../../core/shared/leftOut';
import { needsPerson, sharingNotice, type SharingStanding } from '../../core/shared/sharingText';
import { showWarning } from '../editor/dialogs';
import { runCommand } from '../editor/runCommand';
import { t } from '../editor/translation';

/** Where it is kept that a person was told; another window, or a later one, tells it no second time. */
const toldName = 'shared history not here';

export interface TellSharingParts {
  readonly log: LogOutputChannel;
  readonly watch: () => Pick<WatchStore, 'time' | 'setTime'>;
  readonly onFault: (error: unknown) => void;
}

/** Says once for each change how it stands: in the log always, and to the person where it stays so until they do something. */
export function tellSharing({ log, watch, onFault }: TellSharingParts): (standing: SharingStanding) => void {
  /** On a machine that only shares the settings it stays so, and each window would say it. */
  const isNews = ({ kind }: SharingStanding): boolean => {
    if (kind === 'open') watch().setTime(toldName, 0);
    if (kind !== 'notHere') return true;
    const isTold = (watch().time(toldName) ?? 0) > 0;
    watch().setTime(toldName, Date.now());
    return !isTold;
  };
  return (standing) => {
    const fault = standing.kind === 'away' ? standing.fault : null;
    const line = `shared history: ${[standing.kind, fault?.kind].filter((word) => word !== undefined).join(', ')}`;
    if (fault !== null || standing.kind === 'notHere' || standing.kind === 'notAServer') log.warn(line);
    else log.info(line);
    const notice = sharingNotice(standing, t);
    if (isNews(standing) && notice !== null && (fault === null || needsPerson(fault))) tell(notice).catch(onFault);
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
