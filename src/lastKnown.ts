import type { StatusGround } from './core/views/lastStatus';
import { startupStatusView } from './core/views/startupViews';
import type { StatusView } from './core/views/statusView';
import { readLatest } from './node/history/readLatest';
import { display } from './vscode/editor/translation';

/** From history, where the words that were kept are not of these settings, this language or this day. */
export function lastKnown(folder: string, ground: StatusGround): StatusView | null {
  try {
    return startupStatusView(ground, readLatest(folder, Date.now()), display());
  } catch {
    // Damaged or locked: the store sets it aside and says so as soon as it is needed.
    return null;
  }
}
