/** What names a balance, in a line, a field or the head of a column. */
const balances = new Set([
  ...['balance', 'balances', 'bal', 'available', 'remaining', 'left', 'amount', 'value'],
  ...['available_balance', 'remaining_balance', 'current_balance', 'account_balance', 'total_balance', 'total_available'],
  ...['余额', '可用余额', '账户余额', '剩余', 'guthaben', 'solde', 'saldo'],
]);
/** What an amount is of that is no balance. */
const others = new Set([
  ...[
    'usage',
    'used',
    'use',
    'spent',
    'spend',
    'spending',
    'cost',
    'costs',
    'charge',
    'charged',
    'limit',
    'cap',
    'quota',
    'threshold',
    'below',
  ],
  ...['under', 'min', 'max', 'minimum', 'maximum', 'of', 'debt', 'owed', 'invoice', 'tokens', 'requests', 'bought', 'purchased', 'granted'],
  ...[
    'bonus',
    'voucher',
    'total_credits',
    'total_usage',
    'credits_total',
    'price',
    'rate',
    'http',
    'status',
    'code',
    'exit',
    'delta',
    'change',
  ],
]);
const times = new Set(['time', 'timestamp', 'ts', 'at', 'date', 'datetime', 'date_time', 'timestamp_', 'checked_at', 'created_at', 'when']);
const units = new Set(['unit', 'currency', 'ccy']);
const names = new Set(['account', 'name', 'label', 'provider', 'service', 'id']);
/** What stands in many lines and names nothing. */
const noise = new Set([
  ...[
    'info',
    'warn',
    'warning',
    'error',
    'debug',
    'notice',
    'alert',
    'ok',
    'low',
    'is',
    'the',
    'your',
    'current',
    'credit',
    'credits',
    'account',
  ],
  ...['currency', 'unit', 'time', 'timestamp', 'now', 'api', 'am', 'pm', 'total', 'cash'],
]);

export type Role = 'balance' | 'other' | 'time' | 'unit' | 'name' | null;

/** What a field or column of this name holds. */
export function roleOf(name: string): Role {
  if (balances.has(name)) return 'balance';
  if (others.has(name)) return 'other';
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

/** What is left of them as the name of an account. */
export function nameOf(words: readonly string[]): string {
  return words.filter((word) => !noise.has(word) && roleOf(word) !== 'balance').join(' ');
}
