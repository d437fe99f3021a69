import { renderMarkdown, renderTable } from '../../src/cli/render';
import type { AccountFacts } from '../../src/core/views/accountView';
import type { Display } from '../../src/core/views/amountText';
import { checkReport } from '../../src/core/views/checkReport';
import { defaultThresholds } from '../../src/core/model/headline';
import { historyCsv } from './historyText';
import { historyRows } from '../../src/core/history/historyRows';
import { plainJson } from '../../src/core/text/plainText';
import { receiptMarkdown } from '../../src/core/views/receiptView';
import { english } from '../../src/core/text/translate';
import { balanceLogLines } from '../../src/core/notify/balanceLogLines';
import { alertMessage, summaryMessage } from '../../src/core/notify/summary';
import type { Outcome } from '../../src/core/model/outcome';
import { start } from './accounts';
import { displayAt } from './surfaces';
import { idOf } from './ids';
import { messageBody, webhookFormats } from './channels';

export interface CoreTexts {
  readonly receipt: string;
  readonly terminal: string;
  readonly terminalMarkdown: string;
  readonly terminalJson: string;
  readonly log: readonly string[];
  readonly csv: string;
  /** A summary and an alert, for each kind of receiver. */
  readonly messages: readonly (readonly [(typeof webhookFormats)[number], string])[];
}

/** Every text that the core makes of an account for somebody to read. */
export function coreTexts(facts: AccountFacts, display: Display = displayAt(start)): CoreTexts {
  const {
    account,
    provider,
    snapshot: { reading, error },
  } = facts;
  const outcome: Outcome = error || !reading ? { ok: false, error: error ?? { kind: 'notReported', host: '' } } : { ok: true, reading };
  const report = checkReport([{ account, provider, outcome }], start, defaultThresholds, english);
  // The command line shows ids; the editor's copy of the table has labels.
  const labels = { [account.id]: account.label };
  const alert = alertMessage(
    {
      rule: 'low',
      account: account.id,
      unit: reading?.balances[0]?.unit ?? null,
      amount: reading?.balances[0]?.available ?? null,
      threshold: null,
      days: null,
      at: start,
    },
    [facts],
    display,
  );
  const messages = [summaryMessage([facts], display), ...(alert ? [alert] : [])];
  return {
    receipt: receiptMarkdown(facts, display),
    terminal: renderTable(report, labels),
    terminalMarkdown: renderMarkdown(report, labels),
    terminalJson: plainJson(JSON.stringify(report, null, 2)),
    log: balanceLogLines(account, outcome, start),
    csv: historyCsv(reading ? historyRows(idOf(account.label), reading) : []),
    messages: webhookFormats.flatMap((format) => messages.map((message) => [format, messageBody(message, format, english)] as const)),
  };
}
