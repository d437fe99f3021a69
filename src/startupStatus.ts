import { type ExtensionContext, type StatusBarItem, window, workspace } from 'vscode';
import { groundText, readLastStatus } from './core/views/lastStatus';
import { readLastStatusFile } from './node/files/lastStatusFile';
import { tellHasAccounts } from './vscode/editor/hasAccounts';
import { section } from './vscode/editor/ids';
import { refreshMinutes, sharedServerSetting } from './vscode/editor/settings';
import { statusGround } from './vscode/editor/statusGround';
import { showStatus } from './vscode/surfaces/showStatus';

/**
 * Shows the last known balances with their time, after start-up is over. Whatever is wrong with the history is told when it is opened to
 * be written.
 */
export async function startupStatus(
  { globalStorageUri, subscriptions }: ExtensionContext,
  item: StatusBarItem,
  app: { readonly start: () => Promise<unknown>; readonly isStarted: () => boolean },
): Promise<void> {
  subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      void tellHasAccounts();
      // What is painted was made by these settings: amounts that are hidden now must not stay on the screen.
      void app.start();
    }),
  );
  await tellHasAccounts();
  const ground = statusGround();
  if (!Array.isArray(ground.setting) || ground.setting.length === 0) return;
  const folder = globalStorageUri.fsPath;
  const kept = readLastStatusFile(folder, groundText(ground));
  const known = readLastStatus(kept, Date.now()) ?? (await import('./lastKnown')).lastKnown(folder, ground);
  if (app.isStarted()) return;
  if (known) showStatus(item, known);
  // No timer runs here; who comes back on another day must not take "18:51" for a time of that day.
  subscriptions.push(
    window.onDidChangeWindowState(({ focused }) => {
      const then = focused && !app.isStarted() ? readLastStatus(kept, Date.now()) : null;
      if (then) showStatus(item, then);
    }),
  );
  // The person switched the timer on, so somebody has to watch; or shares the history, so there is news of others.
  if (refreshMinutes() > 0 || sharedServerSetting() !== '' || ground.setting.some(hasInterval)) await app.start();
}

function hasInterval(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'refreshInterval' in entry;
}
