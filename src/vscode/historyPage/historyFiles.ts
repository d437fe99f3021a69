import * as vscode from 'vscode';
import { historyFormats, maskedHistoryFormats } from '../../core/history/historyFormats';
import { readHistoryInSteps } from '../../core/history/historyJson';
import type { AccountUnit } from '../../core/history/historyRow';
import type { HistoryStore } from '../../core/history/historyStore';
import { importInSteps } from '../../core/history/importInSteps';
import { spendDaysCsv, spendDaysJson } from '../../core/history/spendDaysFile';
import { exportInSteps } from '../../core/historyPage/exportInSteps';
import { accountUnitOf, kindOfLine, type ShownLine } from '../../core/historyPage/shownLine';
import { showError, showInfo, showPick } from '../editor/dialogs';
import { inTurnsWithCancel } from '../editor/inTurnsWithCancel';
import { saveAs } from '../editor/saveAs';
import { t } from '../editor/translation';
import { asksForMask } from './askForMask';

type Format = 'csv' | 'json' | 'png';

const names: Readonly<Record<Format, string>> = { csv: 'CSV', json: 'JSON', png: 'PNG' };

/** Of what is reported by day, those days; else of what is left, the readings. */
export async function exportLine(store: HistoryStore, shown: ShownLine, format: 'csv' | 'json'): Promise<void> {
  if (kindOfLine(shown) !== 'spend') return exportReadings(store, accountUnitOf(shown), format);
  const isMasked = await asksForMask(t('as on the screen; such a file cannot be imported again'));
  if (isMasked === undefined) return;
  const days = store.spendDays(shown.account, 0, Date.now()).filter(({ unit }) => unit === shown.unit);
  const text = (format === 'csv' ? spendDaysCsv : spendDaysJson)(shown.account, days, isMasked);
  await save(
    new TextEncoder().encode(text),
    format,
    days.length === 1
      ? t('One day was exported as {format}.', { format: names[format] })
      : t('{count} days were exported as {format}.', { count: days.length, format: names[format] }),
  );
}

/** Asks which lines, then where to, and writes them. `shown` is what the page shows. */
async function exportReadings(store: HistoryStore, shown: AccountUnit, format: 'csv' | 'json'): Promise<void> {
  const lines = [...store.lines(), ...store.capLines()];
  const all = { label: t('All balances and caps'), lines };
  const own = {
    label: t('What is shown'),
    description: [shown.account, shown.unit, ...(shown.cap === undefined ? [] : [shown.cap])].join(', '),
    lines: lines.filter(({ account, unit, cap }) => account === shown.account && unit === shown.unit && cap === shown.cap),
  };
  const chosen = lines.length > 1 ? await showPick([own, all], { placeHolder: t('Which readings?') }) : own;
  if (!chosen) return;
  const isMasked = await asksForMask(t('as on the screen; such a file cannot be imported again'));
  if (isMasked === undefined) return;
  const formats = isMasked ? maskedHistoryFormats : historyFormats;
  const exported = await inTurnsWithCancel(t('Reading the history…'), exportInSteps(store, chosen.lines, formats[format]));
  if (!exported) return;
  await save(
    Buffer.concat(exported.pieces.map((piece) => Buffer.from(piece))),
    format,
    exported.count === 1
      ? t('One reading was exported as {format}.', { format: names[format] })
      : t('{count} readings were exported as {format}.', { count: exported.count, format: names[format] }),
  );
}

export async function savePicture(base64: string): Promise<void> {
  await save(Buffer.from(base64, 'base64'), 'png', t('The picture was saved.'));
}

/** All or none; every row that cannot be read is named. Resolves to whether anything came in. */
export async function importReadings(store: HistoryStore): Promise<boolean> {
  const [file] =
    (await vscode.window.showOpenDialog({ filters: { JSON: ['json'] }, openLabel: t('Import'), title: t('Import Readings') })) ?? [];
  if (!file) return false;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const read = await inTurnsWithCancel(t('Reading the file…'), readHistoryInSteps(text));
  if (!read) return false;
  if (!read.ok) {
    await explain(read.problems);
    return false;
  }
  const latest = Date.now() + 5 * 60_000;
  const future = read.rows.flatMap(({ reading: { at, epoch } }, index) =>
    Math.max(at, epoch) > latest ? [t('Reading {number}: its time lies in the future.', { number: index + 1 })] : [],
  );
  if (future.length > 0) {
    await explain(future);
    return false;
  }
  let imported = 0;
  const progress = (count: number): void => void (imported = count);
  const counts = (): { readonly imported: number; readonly count: number } => ({ imported, count: read.rows.length });
  try {
    const whole = await inTurnsWithCancel(t('Importing readings…'), importInSteps(store, read.rows, progress));
    if (whole === null) void showInfo(t('Cancelled. Readings imported until then: {imported} of {count}.', counts()));
    else void showInfo(whole === 1 ? t('One reading was imported.') : t('{count} readings were imported.', { count: whole }));
  } catch (error) {
    if (imported === 0) throw error;
    throw new Error(
      t('Readings imported: {imported} of {count}. Import the file again for the rest; no reading is kept twice.', counts()),
      {
        cause: error,
      },
    );
  }
  return true;
}

async function explain(problems: readonly string[]): Promise<void> {
  const [first = ''] = problems;
  const all = t('Show All');
  const message =
    problems.length === 1
      ? t('Nothing was imported. {problem}', { problem: first })
      : t('Nothing was imported: {count} rows cannot be read. {problem}', { count: problems.length, problem: first });
  const pressed = await showError(message, ...(problems.length > 1 ? [all] : []));
  if (pressed !== all) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: problems.join('\n'), language: 'plaintext' }));
}

async function save(content: Uint8Array, format: Format, done: string): Promise<void> {
  if (await saveAs(`api-balance-history.${format}`, names[format], content)) void showInfo(done);
}
