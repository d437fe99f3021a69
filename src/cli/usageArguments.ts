import { asAccountId, type AccountId } from '../core/model/accountId';
import { momentOf } from './moment';
import { sourceOf, type HistorySource } from './historyFile';
import { wrong, type Parsed, type WrongArguments } from './parsed';

/** Which logs are read. */
export interface LogsWanted {
  /** null: the home of whoever asks. */
  readonly root: string | null;
  /** null: all tools. */
  readonly tool: string | null;
  /** null: everything that there is. */
  readonly days: number | null;
  readonly json: boolean;
  readonly now: number;
}

export interface UsageArguments extends LogsWanted {
  readonly command: 'usage';
  /** Which price each model gets, and why. */
  readonly prices: boolean;
  readonly configFile?: string;
}

export interface ExplainArguments extends LogsWanted, HistorySource {
  readonly command: 'explain';
  readonly accounts: readonly AccountId[];
  readonly provider: string | null;
  /** A table that the provider's console exports. */
  readonly usageCsv: string | null;
}

export function interpretUsage(parsed: Parsed): UsageArguments | WrongArguments {
  if (parsed.words.length > 0) return wrong('usage takes options alone. See: api-balance usage --help');
  const logs = logsOf(parsed);
  const { config } = parsed.texts;
  return typeof logs === 'string'
    ? wrong(logs)
    : { command: 'usage', ...logs, prices: parsed.has('prices'), ...(config === undefined ? {} : { configFile: config }) };
}

export function interpretExplain(parsed: Parsed): ExplainArguments | WrongArguments {
  const logs = logsOf(parsed);
  if (typeof logs === 'string') return wrong(logs);
  const { readings, config, provider, 'usage-csv': usageCsv } = parsed.texts;
  return {
    command: 'explain',
    ...logs,
    ...sourceOf(readings, config),
    accounts: parsed.words.map(asAccountId),
    provider: provider ?? null,
    usageCsv: usageCsv ?? null,
  };
}

/** A text: what is wrong. */
function logsOf({ texts: { root, tool, days, now }, has }: Parsed): LogsWanted | string {
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) return '--days takes a number of days, such as 30.';
  const at = momentOf(now);
  if (at === undefined) return '--now takes a time such as 2026-01-29T09:00:00Z.';
  return { root: root ?? null, tool: tool ?? null, days: days === undefined ? null : Number(days), json: has('json'), now: at };
}
