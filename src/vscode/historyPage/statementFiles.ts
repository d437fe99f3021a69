import * as vscode from 'vscode';
import { statementCsv } from '../../core/statement/statementFile';
import { statementHtml } from '../../core/statement/statementHtml';
import { formatTime } from '../../core/time/formatTime';
import { showInfo } from '../editor/dialogs';
import { saveAs } from '../editor/saveAs';
import { display, t } from '../editor/translation';
import { asksForMask } from './askForMask';
import type { StatementPart } from './statementPart';

export async function exportStatement(part: StatementPart): Promise<void> {
  const isMasked = await asksForMask();
  if (isMasked === undefined) return;
  const statement = part.whole();
  if (!statement) {
    tellReading();
    return;
  }
  const place = await saveAs(fileName(statement.month.name, 'csv'), 'CSV', new TextEncoder().encode(statementCsv(statement, isMasked)));
  if (place) void showInfo(t('The statement was exported as CSV.'));
}

/** A page cannot be printed within the editor, so it is written as a file that the browser opens. */
export async function printStatement(part: StatementPart): Promise<void> {
  const isMasked = await asksForMask();
  if (isMasked === undefined) return;
  if (!part.whole()) {
    tellReading();
    return;
  }
  const view = part.view({ hidden: isMasked });
  const made = t('Made by API Balance at {time}.', { time: formatTime(Date.now(), display()) });
  const place = await saveAs(fileName(view.month, 'html'), 'HTML', new TextEncoder().encode(statementHtml(view, made)));
  if (!place) return;
  // A file of another machine has no browser here that could open it.
  const isOpen = place.scheme === 'file' && vscode.env.remoteName === undefined && (await vscode.env.openExternal(place));
  if (isOpen) void showInfo(t('The statement was saved and opened in the browser, which prints it.'));
  else void showInfo(t('The statement was saved. Open the file in a browser to print it.'));
}

function fileName(month: string, extension: string): string {
  return `api-balance-statement-${month}.${extension}`;
}

function tellReading(): void {
  void showInfo(t('The history is still being read. Try again in a moment.'));
}
