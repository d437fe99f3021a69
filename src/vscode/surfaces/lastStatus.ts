import { groundText } from '../../core/views/lastStatus';
import { keptStatus } from '../../core/views/keptStatus';
import type { Session } from '../accounts/session';
import { statusGround } from '../editor/statusGround';
import { display } from '../editor/translation';

/** Keeps what a window that opens shows first. Called when something changed. */
export function keepLastStatus(session: Session, write: (ground: string, text: string | null) => void): void {
  const ground = statusGround();
  const status = keptStatus(session.facts(), ground, display());
  write(groundText(ground), status && JSON.stringify(status));
}
