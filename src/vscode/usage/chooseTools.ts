import type { FoundTool } from '../../core/explained/usageRequest';
import { showInfo, showManyPick, withCancel } from '../editor/dialogs';
import { setUsageTools } from '../editor/settings';
import { t } from '../editor/translation';
import type { UsageLogs } from './usageLogs';

/**
 * Which tools' logs may be read: each with the folders that would be, before anything is opened. What is not ticked any more is
 * forgotten.
 * @returns whether something was chosen
 */
export async function chooseTools(logs: UsageLogs): Promise<boolean> {
  const found = await withCancel(t('Looking for logs of AI tools…'), (signal) => logs.find(signal));
  const { tools: before } = logs.standing();
  const offered = found.filter(({ tool, files }) => files > 0 || before.includes(tool));
  if (offered.length === 0) {
    void showInfo(
      t('No logs of AI tools were found on this machine. Looked for: {tools}.', { tools: found.map(({ name }) => name).join(', ') }),
    );
    return false;
  }
  const items = [...offered].sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1)).map((tool) => itemOf(tool, before));
  const chosen = await showManyPick(items, {
    title: t('Which Logs May Be Read? Times, Models and Counts of Tokens Are Kept, Nothing of What Was Said'),
    placeHolder: t('Untick a tool to delete what was kept of it'),
    matchOnDetail: true,
  });
  if (!chosen) return false;
  await setUsageTools(chosen.map(({ tool }) => tool));
  return true;
}

function itemOf({ tool, name, folders, files }: FoundTool, before: readonly string[]) {
  const description = files === 0 ? t('no logs here') : files === 1 ? t('1 file') : t('{count} files', { count: files });
  return { tool, label: name, description, detail: folders.join('  '), picked: before.includes(tool) };
}
