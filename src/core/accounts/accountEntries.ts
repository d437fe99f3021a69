import { readable, type ReadableEntry } from './accountEntry';
import { placeOf } from './accountPlace';
import { readBalanceEntry } from './balanceEntry';
import type { Account, BalanceEntry } from '../model/account';
import { unitNamed, type Unit } from '../money/money';
import { thresholdsFrom } from './thresholds';
import { objectOf } from '../text/objectOf';
import { oneLine } from '../text/plainText';
import type { KeyedProvider, Provider } from '../provider/provider';
import type { Translate } from '../text/translate';
import type { AccountId } from '../model/accountId';

/** An entry that cannot be used, and why. Its values are not repeated: a key may have been pasted into any of them. */
export interface InvalidEntry {
  readonly position: number;
  readonly id: AccountId | null;
  readonly reasons: readonly string[];
}

export interface ReadEntries {
  readonly accounts: readonly Account[];
  readonly invalid: readonly InvalidEntry[];
}

/** Each entry stands alone: a wrong one is named and the others go on working. */
export function readAccountEntries(setting: unknown, providers: readonly Provider[], t: Translate): ReadEntries {
  if (setting === undefined || setting === null) return { accounts: [], invalid: [] };
  if (!Array.isArray(setting))
    return { accounts: [], invalid: [{ position: 1, id: null, reasons: [t('The setting must be a list of accounts.')] }] };
  const accounts: Account[] = [];
  const invalid: InvalidEntry[] = [];
  for (const [index, value] of setting.entries()) {
    const read = readEntry(value, providers, t);
    const isTaken = accounts.some(({ id }) => id === read.account?.id);
    if (read.account && !isTaken) accounts.push(read.account);
    else invalid.push({ position: index + 1, id: read.id, reasons: isTaken ? [t('The id is used by another account.')] : read.reasons });
  }
  return { accounts, invalid };
}

interface ReadEntry {
  readonly id: AccountId | null;
  readonly account?: Account;
  readonly reasons: readonly string[];
}

function readEntry(value: unknown, providers: readonly Provider[], t: Translate): ReadEntry {
  const parsed = readable.safeParse(value);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
    return { id: null, reasons: [...[...wrong].map((field) => shapeReason(field, t)), ...reasonsOfRest(value, wrong, providers, t)] };
  }
  const { id, provider: providerId } = parsed.data;
  const provider = providers.find((candidate) => candidate.id === providerId);
  if (!provider) return { id, reasons: [t('The provider is not one that API Balance knows.')] };
  if (provider.kind === 'dashboard')
    return { id, reasons: [t('{name} has no balance endpoint, so it needs no account.', { name: provider.name })] };
  return { id, ...readAccount(parsed.data, provider, t) };
}

/** What else is wrong with an entry, beside fields of a wrong shape. */
function reasonsOfRest(value: unknown, wrong: ReadonlySet<string>, providers: readonly Provider[], t: Translate): readonly string[] {
  if (wrong.has('') || wrong.has('provider')) return [];
  const rest = Object.entries(objectOf(value)).filter(([field]) => !wrong.has(field));
  const { reasons } = readEntry({ id: 'unread', ...Object.fromEntries(rest) }, providers, t);
  // A field that was left out is told once.
  return reasons.filter((reason) => ![...wrong].some((field) => reason.startsWith(`"${field}"`)));
}

function readAccount(entry: ReadableEntry, provider: KeyedProvider, t: Translate): Pick<ReadEntry, 'account' | 'reasons'> {
  const { id, label, key, team, lowBalance = {}, refreshInterval, unit, definition } = entry;
  const place = placeOf(provider, entry, t);
  const thresholds = thresholdsFrom(lowBalance);
  const pinned = unit === undefined ? null : unitNamed(unit);
  const estimate = entry.estimate === undefined ? undefined : readBalanceEntry(entry.estimate);
  const reasons = [
    ...(place.ok ? [] : [place.reason]),
    ...(team !== undefined && provider.team?.pattern.test(team) !== true ? [teamReason(provider, t)] : []),
    ...(pinned === undefined ? [t('"unit" must name a unit such as {example}.', { example: '"USD"' })] : []),
    ...(estimate === null
      ? [
          t('"estimate" must give "unit", "amount" and "at", such as {example}.', {
            example: '{ "unit": "USD", "amount": "41.20", "at": "2026-01-29T09:00:00Z" }',
          }),
        ]
      : []),
    ...(thresholds ? [] : [t('"lowBalance" must give amounts by unit, from 0 on, such as {example}.', { example: '{ "USD": 5 }' })]),
  ];
  if (!place.ok || reasons.length > 0) return { reasons };
  return {
    reasons,
    account: {
      ...place.place,
      id,
      provider: provider.id,
      label: oneLine(label ?? '') || provider.name,
      lowBalance: thresholds ?? {},
      ...optional({ key, team, refreshInterval, pinned, definition, estimate }),
    },
  };
}

/** An absent field is left out of an account, rather than there and undefined. */
function optional({ key, team, refreshInterval, pinned, definition, estimate }: OptionalParts): Partial<Account> {
  return {
    ...(key?.startsWith('env:') ? { keyEnv: key.slice('env:'.length) } : {}),
    ...(key?.startsWith('file:') ? { keyFile: key.slice('file:'.length) } : {}),
    ...(team === undefined ? {} : { team }),
    ...(refreshInterval === undefined ? {} : { refreshMinutes: refreshInterval }),
    ...(pinned ? { pinnedUnit: pinned } : {}),
    ...(definition === undefined ? {} : { definition }),
    ...(estimate ? { estimate } : {}),
  };
}

interface OptionalParts extends Pick<ReadableEntry, 'key' | 'team' | 'refreshInterval' | 'definition'> {
  readonly pinned: Unit | null | undefined;
  readonly estimate: BalanceEntry | null | undefined;
}

function teamReason({ name, team }: KeyedProvider, t: Translate): string {
  return team
    ? t('"team" must be an id of letters, digits, dashes and underscores: the {team}.', { team: team.label })
    : t('{name} takes no "team".', { name });
}

function shapeReason(field: string, t: Translate): string {
  if (field === 'key')
    return [
      t('"key" may only name an environment variable, such as "env:MY_KEY", or a file, such as "file:/run/secrets/my-key".'),
      t('A key itself does not belong in settings: remove it here and enter it with "Replace Key".'),
    ].join(' ');
  if (field === 'id') return t('"id" is required: letters, digits, dots, dashes and underscores, and not a key.');
  if (field === 'label') return t('"label" must be a name, and not a key. If it is one, remove it here and enter it with "Replace Key".');
  if (field === 'provider') return t('"provider" is required: the id of a provider.');
  return field === '' ? t('An account must be an object with "id" and "provider".') : t('"{field}" has the wrong type.', { field });
}
