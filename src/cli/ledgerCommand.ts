import type { HistoryRow } from '../core/history/historyRow';
import { boundText, runwayText } from '../core/views/ledgerText';
import { ledgersJson, type LedgerJson } from '../core/ledger/ledgerJson';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { ReadRows } from './historyCommand';
import type { HistorySource } from './historyFile';

export interface LedgerArguments extends HistorySource {
  readonly command: 'ledger';
  readonly json: boolean;
  readonly now: number;
  /** null: this machine names none that is known. */
  readonly timeZone: string | null;
}

export type CommandText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** The ledger of readings in a file, so that it can be used and checked outside the editor. */
export function ledgerCommand(file: string, { json, now, timeZone }: LedgerArguments, read: ReadRows): CommandText {
  const rows: HistoryRow[] = [];
  const reading = read(file, { account: null, from: -Infinity });
  let next = reading.next();
  for (; next.done !== true; next = reading.next()) rows.push(next.value);
  if (next.value.length > 0) return { ok: false, reason: ['No ledger: the readings have errors.', ...next.value].join('\n') };
  const ledgers = ledgersJson(rows, now, timeZone ?? 'UTC');
  return { ok: true, text: json ? plainJson(JSON.stringify(ledgers, null, 2)) : ledgers.map(lines).join('\n\n') };
}

function lines({ account, unit, events, spend, atLeast, atMost, burnPerDay, runwayDays }: LedgerJson): string {
  const windows = [
    ['today', 'today'],
    ['7 days', '7d'],
    ['30 days', '30d'],
    ['this cycle', 'cycle'],
  ] as const;
  const spentIn = (window: keyof typeof spend): string => {
    // That nothing or more was spent is no answer.
    if (atLeast[window] && !/[1-9]/.test(spend[window])) return 'not known';
    return boundText({ atLeast: atLeast[window], atMost: atMost[window] }, spend[window], english);
  };
  const spent = windows.map(([name, window]) => `${name} ${spentIn(window)}`).join(', ');
  const burn = burnPerDay
    ? `${burnPerDay.atLeast ? 'at least ' : ''}${burnPerDay.p50} ${unit} a day (${burnPerDay.p25} to ${burnPerDay.p75})`
    : events.some((event) => event.atLeast)
      ? 'not known: top-ups hide what is spent'
      : 'collecting';
  return [
    `${account} ${unit}`,
    ...events.map(({ kind, amount, to, atLeast: isLeast }) => `  ${to}  ${kind.padEnd(10)} ${isLeast ? 'at least ' : ''}${amount} ${unit}`),
    `  spent: ${spent} ${unit}`,
    `  burn rate: ${burn}`,
    `  runway (estimated): ${runwayDays ? runwayText({ kind: 'days', ...runwayDays }, { locale: 'en', t: english }) : 'not known'}`,
  ].join('\n');
}
