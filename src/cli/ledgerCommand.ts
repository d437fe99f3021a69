import { readFile } from 'node:fs/promises';
import { calendarOf } from '../core/calendar';
import { ledgersJson, type LedgerJson } from '../core/ledgerJson';
import { readHistoryJson } from '../core/historyJson';

export interface LedgerArguments {
  readonly command: 'ledger';
  readonly file: string;
  readonly json: boolean;
  readonly now: number;
  readonly timeZone: string;
}

export type CommandText = { readonly ok: true; readonly text: string; /** Ends as it is to end. */ readonly isWhole?: true } | { readonly ok: false; readonly reason: string };

/** The ledger of readings in a file, so that it can be used and checked outside the editor. */
export async function ledgerCommand({ file, json, now, timeZone }: LedgerArguments): Promise<CommandText> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { ok: false, reason: `The file ${file} could not be read.` };
  const read = readHistoryJson(text);
  if (!read.ok) return { ok: false, reason: ['No ledger: the readings have errors.', ...read.problems].join('\n') };
  const ledgers = ledgersJson(read.rows, now, timeZone);
  return { ok: true, text: json ? JSON.stringify(ledgers, null, 2) : ledgers.map(lines).join('\n\n') };
}

function lines({ account, unit, events, spend, burnPerDay, runwayDays }: LedgerJson): string {
  const burn = burnPerDay ? `${burnPerDay.p50} ${unit} a day (${burnPerDay.p25} to ${burnPerDay.p75})` : 'collecting';
  return [
    `${account} ${unit}`,
    ...events.map(({ kind, amount, to, atLeast }) => `  ${to}  ${kind.padEnd(10)} ${atLeast ? 'at least ' : ''}${amount} ${unit}`),
    `  spent: today ${spend.today}, 7 days ${spend['7d']}, 30 days ${spend['30d']}, this cycle ${spend.cycle} ${unit}`,
    `  burn rate: ${burn}`,
    `  runway (estimated): ${runwayDays ? `${runwayDays.low} to ${runwayDays.high ?? '∞'} days` : 'none'}`,
  ].join('\n');
}

export function isTimeZone(name: string): boolean {
  try {
    calendarOf(name);
    return true;
  } catch {
    return false;
  }
}
