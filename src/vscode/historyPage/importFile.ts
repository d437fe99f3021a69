import * as vscode from 'vscode';
import type { HistoryStore } from '../../core/history/historyStore';
import { readUsageExport } from '../../core/importing/readUsageExport';
import { unitPaidIn } from '../../core/importing/unitPaidIn';
import { usageExportText } from '../../core/importing/usageExportText';
import type { AccountId } from '../../core/model/accountId';
import { textOfBytes } from '../../core/text/jsonText';
import type { AccountFacts } from '../../core/views/accountView';
import { showError, showInfo } from '../editor/dialogs';
import { inTurnsWithCancel } from '../editor/inTurnsWithCancel';
import { t } from '../editor/translation';
import { importReadings } from './historyFiles';

export interface ImportParts {
  readonly store: HistoryStore;
  readonly facts: () => readonly AccountFacts[];
}

/**
 * Readings that this program exported; or a table of usage that a provider's console exports, for the account that is shown.
 * @returns whether anything came in
 */
export async function importFile({ store, facts }: ImportParts, shown: AccountId | undefined): Promise<boolean> {
  const account = facts().find((one) => one.account.id === shown && one.provider.usageExport !== undefined)?.account.id;
  const [file] =
    (await vscode.window.showOpenDialog({
      filters: account === undefined ? { JSON: ['json'] } : { [t('Readings, or usage of this account')]: ['json', 'csv', 'zip'] },
      openLabel: t('Import'),
      title: t('Import Readings'),
    })) ?? [];
  if (!file) return false;
  const text = textOfBytes(await vscode.workspace.fs.readFile(file));
  return account !== undefined && /\.(csv|zip)$/i.test(file.path) ? importUsage(store, account, text) : importReadings(store, text);
}

async function importUsage(store: HistoryStore, account: AccountId, text: string): Promise<boolean> {
  const read = await inTurnsWithCancel(t('Reading the file…'), readUsageExport(text, unitPaidIn(extremesOf(store, account))));
  if (!read) return false;
  if (!read.ok) {
    await showError(t('Nothing was imported. {problem}', { problem: usageExportText(read.fault, t) }));
    return false;
  }
  store.importParts(account, read.parts);
  void showInfo(t('What the provider reported was imported. The tab Explained shows it beside the logs on this machine.'));
  return true;
}

/** The least and the most that there ever was in each unit. */
function extremesOf(store: HistoryStore, account: AccountId): Parameters<typeof unitPaidIn>[0] {
  const own = store.lines().filter((line) => line.account === account);
  return own.flatMap(({ unit, first, last }) =>
    store
      .series({ account, unit }, first, last, 20)
      .flatMap(({ min, max }) => [min, max].map((available) => ({ unit, reading: { available } }))),
  );
}
