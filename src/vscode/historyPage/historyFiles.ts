import * as vscode from 'vscode';
import { historyFormats, maskedHistoryFormats } from '../../core/history/historyFormats';
import { readHistoryInSteps } from '../../core/history/historyJson';
import type { HistoryStore } from '../../core/history/historyStore';
import { importInSteps } from '../../core/history/importInSteps';
import { spendDaysCsv, spendDaysJson } from '../../core/history/spendDaysFile';
import { dayFile } from '../../core/historyPage/dayFile';
import { exportInSteps } from '../../core/historyPage/exportInSteps';
import type { ToHost } from '../../core/historyPage/pageMessages';
import { accountUnitOf, kindOfLine, type ShownLine } from '../../core/historyPage/shownLine';
import { utcDayStart } from '../../core/time/utcDays';
import { showError, showInfo } from '../editor/dialogs';
import { inTurnsWithCancel } from '../editor/inTurnsWithCancel';
import { saveAs } from '../editor/saveAs';
import { t } from '../editor/translation';
import { asksForMask } from './askForMask';

type Format = 'csv' | 'json' | 'png';

const names: Readonly<Record<Format, string>> = { csv: 'CSV', json: 'JSON', png: 'PNG' };

/** Of what is shown, the part in view: its readings, or its days; or all readings of all accounts. */
export async function exportPart(
  store: HistoryStore,
  shown: ShownLine,
  { what, format, span }: Extract<ToHost, { readonly kind: 'export' }>,
  timeZone: string,
): Promise<void> {
  const isMasked = await asksForMask(
    what === 'everything' || what === 'readings' ? t('as on the screen; such a file cannot be imported again') : undefined,
  );
  if (isMasked === undefined) return;
  const formats = isMasked ? maskedHistoryFormats : historyFormats;
  const lines = [...store.lines(), ...store.capLines()];
  const { account, unit, cap } = accountUnitOf(shown);
  const own = lines.filter((line) => line.account === account && line.unit === unit && line.cap === cap);
  if (what === 'everything') return exportReadings(exportInSteps(store, lines, formats[format]), format);
  if (kindOfLine(shown) === 'spend') {
    const days = store.spendDays(account, utcDayStart(span.from), span.to).filter((day) => day.unit === unit);
    return saveDays((format === 'csv' ? spendDaysCsv : spendDaysJson)(account, days, isMasked), days.length, format);
  }
  if (what === 'readings') return exportReadings(exportInSteps(store, own, formats[format], span), format);
  const [line] = own;
  if (!line) return;
  const file = await inTurnsWithCancel(t('Reading the history…'), dayFile(store, line, span, timeZone, Date.now(), isMasked));
  if (file) await saveDays(file.text, file.count, 'csv');
}

async function exportReadings(steps: ReturnType<typeof exportInSteps>, format: 'csv' | 'json'): Promise<void> {
  const exported = await inTurnsWithCancel(t('Reading the history…'), steps);
  if (!exported) return;
  await save(
    Buffer.concat(exported.pieces.map((piece) => Buffer.from(piece))),
    format,
    exported.count === 1
      ? t('One reading was exported as {format}.', { format: names[format] })
      : t('{count} readings were exported as {format}.', { count: exported.count, format: names[format] }),
  );
}

function saveDays(text: string, count: number, format: 'csv' | 'json'): Promise<void> {
  return save(
    new TextEncoder().encode(text),
    format,
    count === 1
      ? t('One day was exported as {format}.', { format: names[format] })
      : t('{count} days were exported as {format}.', { count, format: names[format] }),
  );
}

export async function savePicture(base64: string): Promise<void> {
  await save(Buffer.from(base64, 'base64'), 'png', t('The picture was saved.'));
}

/** All or none; every row that cannot be read is named. Resolves to whether anything came in. */
export async function importReadings(store: HistoryStore, text: string): Promise<boolean> {
  const read = await inTurnsWithCancel(t('Reading the file…'), readHistoryInSteps(text));
  if (!read) return false;
  if (!read.ok) {
    await explain(read.problems);
    return false;
  }
  const latest = Date.now() + 5 * 60_000;
  const future = read.rows.flatMap(({ reading: { at, epoch } }, index) =>
    Math.max(at, epoch) > latest ? [t('Reading {number}: its time is in the future.', { number: index + 1 })] : [],
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
  const place = await saveAs(`api-balance-history.${format}`, names[format], content);
  if (!place) return;
  const open = t('Open');
  if ((await showInfo(done, open)) === open) await vscode.commands.executeCommand('vscode.open', place);
}
