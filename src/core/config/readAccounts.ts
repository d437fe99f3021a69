import { readAccountEntries } from '../accounts/accountEntries';
import { accountFields, writtenInterval } from '../accounts/accountEntry';
import { readDefinition } from '../custom/definition';
import type { Provider } from '../provider/provider';
import { english } from '../text/translate';
import { secretPlaceOf, type ConfigAccount, type ConfigMistake, type SecretPlace } from './config';
import { secretPlace } from './configShape';
import { unknownField } from './shapeMistakes';

interface ReadAccounts {
  readonly accounts: readonly ConfigAccount[];
  readonly mistakes: readonly ConfigMistake[];
}

/** An entry of the setting, and `secrets` beside it. */
const fields = [...accountFields, 'secrets'];

export function readAccounts(entries: readonly unknown[], providers: readonly Provider[]): ReadAccounts {
  const { accounts, invalid } = readAccountEntries(entries, providers, english);
  const objects = entries.map(objectOf);
  const mistakes = [
    ...invalid.flatMap(({ position, reasons }) => reasons.map((text) => ({ path: pathOf(position - 1, text), text: inFile(text) }))),
    ...objects.flatMap((entry, index) => {
      const foreign = Object.keys(entry).filter((name) => !fields.includes(name));
      return foreign.map((name) => unknownField(['accounts', index], [name], fields));
    }),
    ...objects.flatMap((entry, index) => definitionMistakes(entry, index, providers)),
    ...objects.flatMap((entry, index) =>
      secretsOf(entry['secrets']) === null ? [{ path: ['accounts', index, 'secrets'], text: wrongSecrets }] : [],
    ),
    ...objects.flatMap(({ refreshInterval: minutes }, index) =>
      minutes === undefined || writtenInterval.safeParse(minutes).success
        ? []
        : [{ path: ['accounts', index, 'refreshInterval'], text: '"refreshInterval" must be 0, or minutes from 5 to 1440' }],
    ),
  ];
  const secretsById = new Map(objects.map((entry) => [entry['id'], secretsOf(entry['secrets']) ?? {}]));
  return { accounts: accounts.map((account) => ({ account, secrets: secretsById.get(account.id) ?? {} })), mistakes };
}

const wrongSecrets = '"secrets" must give places by name, such as { "userId": "env:USER_ID" }';

/** null: not as it must be. */
function secretsOf(value: unknown): Readonly<Record<string, SecretPlace>> | null {
  if (value === undefined) return {};
  const places = Object.entries(objectOf(value)).map(([name, place]) => [name, secretPlace.safeParse(place).data] as const);
  const found = places.flatMap(([name, place]) => (place === undefined ? [] : [[name, secretPlaceOf(place)] as const]));
  return isObject(value) && found.length === places.length ? Object.fromEntries(found) : null;
}

/** Those of a description each have their own place. */
function definitionMistakes(
  entry: Readonly<Record<string, unknown>>,
  index: number,
  providers: readonly Provider[],
): readonly ConfigMistake[] {
  const provider = providers.find(({ id }) => id === entry['provider']);
  if (provider === undefined || provider.kind === 'dashboard' || entry['definition'] === undefined) return [];
  if (provider.definedBy === undefined)
    return [{ path: ['accounts', index, 'definition'], text: `"definition" means nothing to ${provider.name}` }];
  if (provider.definedBy === 'query') return [];
  const read = readDefinition(entry['definition']);
  return read.ok ? [] : read.mistakes.map(({ path, text }) => ({ path: ['accounts', index, 'definition', ...path], text }));
}

function pathOf(index: number, reason: string): readonly (string | number)[] {
  const [, field] = /^"([\w.]+)"/.exec(reason) ?? [];
  return ['accounts', index, ...(field === undefined ? [] : field.split('.'))];
}

/** There is no command that keeps a key here. */
function inFile(reason: string): string {
  return reason
    .replace(
      'A key itself does not belong in settings: remove it here and enter it with "Replace Key".',
      'A key itself does not belong in this file.',
    )
    .replace('If it is one, remove it here and enter it with "Replace Key".', 'If it is one, remove it here.');
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
