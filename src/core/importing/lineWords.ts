/** What names a balance, in a line, a field or the head of a column. */
const balances = new Set([
  ...['balance', 'balances', 'bal', 'available', 'remaining', 'left', 'amount', 'value'],
  ...['available_balance', 'remaining_balance', 'current_balance', 'account_balance', 'total_balance', 'total_available'],
  ...['余额', '可用余额', '账户余额', '剩余', 'guthaben', 'solde', 'saldo'],
]);
/** What an amount is of that is no balance: these name nothing else. */
const ofAmounts = new Set([
  ...['usage', 'used', 'use', 'spent', 'spend', 'spending', 'consumed', 'cost', 'costs', 'charge', 'charged', 'debt', 'owed', 'invoice'],
  ...['limit', 'quota', 'threshold', 'below', 'under', 'minimum', 'maximum', 'of', 'tokens', 'requests', 'delta', 'change'],
  ...['bought', 'purchased', 'granted', 'bonus', 'voucher', 'vouchers', 'gift', 'frozen', 'topped_up', 'credit_line'],
  ...['cash_balance', 'voucher_balance', 'granted_balance', 'topped_up_balance', 'bonus_balance', 'frozen_balance', 'credit_limit'],
  ...['total_credits', 'total_usage', 'total_used', 'credits_total'],
]);
/** The same where an amount stands behind them; elsewhere they are in names, such as Kimi Code and Claude Max. */
const ofNumbers = new Set(['max', 'min', 'cap', 'price', 'rate', 'http', 'status', 'code', 'exit']);
const times = new Set(['time', 'timestamp', 'ts', 'at', 'date', 'datetime', 'date_time', 'timestamp_', 'checked_at', 'created_at', 'when']);
const units = new Set(['unit', 'currency', 'ccy']);
const names = new Set(['account', 'name', 'label', 'provider', 'service', 'id']);
/** What a script says of a balance: a state is neither a name nor a unit. */
const states = new Set([
  ...['ok', 'low', 'empty', 'exhausted', 'depleted', 'critical', 'fine', 'good', 'bad', 'high', 'healthy', 'normal', 'stale', 'unknown'],
  ...['info', 'warn', 'warning', 'error', 'err', 'debug', 'notice', 'alert', 'fatal', 'failed', 'out'],
]);
/** What stands in many lines and names nothing. */
const noise = new Set([
  ...['is', 'the', 'your', 'current', 'credit', 'credits', 'account', 'currency', 'unit', 'time', 'timestamp', 'now', 'api'],
  ...['am', 'pm', 'total', 'cash', 'paid', 'and'],
]);

export type Role = 'balance' | 'other' | 'time' | 'unit' | 'name' | null;

/** What a field or column of this name holds. */
export function roleOf(name: string): Role {
  if (balances.has(name)) return 'balance';
  if (ofAmounts.has(name) || ofNumbers.has(name)) return 'other';
  if (times.has(name)) return 'time';
  if (units.has(name)) return 'unit';
  return names.has(name) ? 'name' : null;
}

/** `checkedAt`, `@timestamp`, `Available balance` → `checked_at`, `timestamp`, `available_balance`. */
export function fieldName(text: string): string {
  const words = text.trim().replace(/([a-z])([A-Z])/g, '$1_$2');
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** The words of a text, in small letters. */
export function wordsIn(text: string): readonly string[] {
  return (text.match(/\p{L}[\p{L}\p{N}_.-]*/gu) ?? []).map((word) => word.toLowerCase().replace(/[.-]+$/, ''));
}

/** Whether it says what an amount is, or how things stand: capitals do not make a unit of it. */
export function isPlainWord(text: string): boolean {
  const word = text.toLowerCase();
  return states.has(word) || noise.has(word) || roleOf(word) !== null;
}

/** A text without the words that name the number behind them: `code=200`. */
export function withoutNumberNames(text: string): string {
  return text.replace(/\p{L}+(?=[\s:=]{1,3}\d)/gu, (word) => (ofNumbers.has(word.toLowerCase()) ? '' : word));
}

/** What is left of them as the name of an account. */
export function nameOf(words: readonly string[]): string {
  return words.filter((word) => !states.has(word) && !noise.has(word) && !balances.has(word) && !ofAmounts.has(word)).join(' ');
}
