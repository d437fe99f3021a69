import { type ExtensionContext, type StatusBarItem, ThemeColor } from 'vscode';
import { startupViews } from './core/views/startupViews';
import { statusView } from './core/views/statusView';
import { readLatest } from './node/history/readLatest';
import { accountsSetting, refreshMinutes, statusBarShows } from './vscode/editor/settings';
import { display, t } from './vscode/editor/translation';

/** Shows the last known balances with their time, after start-up is over. Whatever is wrong with the history is told when it is opened to be written. */
export function startupStatus(context: ExtensionContext, item: StatusBarItem, startApp: () => Promise<unknown>): void {
  const accounts = accountsSetting();
  if (!Array.isArray(accounts) || accounts.length === 0) return;
  // The person switched the timer on, so somebody has to watch.
  if (refreshMinutes() > 0 || accounts.some(hasInterval)) void startApp();
  const views = startupViews(accounts, latest(context), display());
  if (views.length === 0) return;
  const { text, background, label } = statusView(views, statusBarShows(), t);
  item.text = text;
  item.backgroundColor = background === null ? undefined : new ThemeColor(`statusBarItem.${background}Background`);
  item.accessibilityInformation = { label, role: 'button' };
}

function hasInterval(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'refreshInterval' in entry;
}

function latest(context: ExtensionContext): ReturnType<typeof readLatest> {
  try {
    return readLatest(context.globalStorageUri.fsPath, Date.now());
  } catch {
    // Damaged or locked: the store sets it aside and says so as soon as it is needed.
    return [];
  }
}
