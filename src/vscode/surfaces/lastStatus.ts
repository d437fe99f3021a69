import { groundText } from '../../core/views/lastStatus';
import { lastStatus } from '../../core/views/startupViews';
import type { Session } from '../accounts/session';
import { statusGround } from '../editor/statusGround';
import { display } from '../editor/translation';

/** Keeps what a window that opens shows first. Called when something changed. */
export function keepLastStatus(session: Session, write: (ground: string, text: string | null) => void): void {
  const known = session
    .facts()
    .flatMap(({ account, snapshot: { reading } }) => (reading ? [{ account: account.id, epoch: 0, reading }] : []));
  const ground = statusGround();
  const status = lastStatus(ground, known, display());
  write(groundText(ground), status && JSON.stringify(status));
}
