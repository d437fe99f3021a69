import { readAccountEntries } from '../accounts/accountEntries';
import { accountFields, writtenInterval } from '../accounts/accountEntry';
import { placeOf } from '../accounts/accountPlace';
import { readDefinition, undeclaredSecrets } from '../custom/definition';
import type { Provider } from '../provider/provider';
import { isObject, objectOf } from '../text/objectOf';
import { unknownField, type Mistake } from '../text/shapeMistakes';
import { english } from '../text/translate';
import { secretPlaceOf, type ConfigAccount, type SecretPlace } from './config';
import { secretPlace } from './configShape';

interface ReadAccounts {
  readonly accounts: readonly ConfigAccount[];
  readonly mistakes: readonly Mistake[];
}

/** An entry of the setting, and `secrets` beside it. */
const fields = [...accountFields, 'secrets'];

export function readAccounts(entries: readonly unknown[], providers: readonly Provider[]): ReadAccounts {
  const { accounts, invalid } = readAccountEntries(entries, providers, english);
  const objects = entries.map(objectOf);
  const described = objects.flatMap((entry, index) => definitionMistakes(entry, index, providers));
  const mistakes = [
    ...invalid.flatMap(({ position, reasons }) =>
      reasons
        // Those that a description names itself have their own place.
        .filter((text) => !(text.startsWith('"definition') && described.some(({ path: [, index] }) => index === position - 1)))
        .map((text) => ({ path: pathOf(position - 1, text), text: inFile(text) })),
    ),
    ...objects.flatMap(({ id }, index) =>
      typeof id === 'string' && objects.findIndex((one) => one['id'] === id) < index
        ? [{ path: ['accounts', index], text: usedTwice }]
        : [],
    ),
    ...objects.flatMap((entry, index) => {
      const foreign = Object.keys(entry).filter((name) => !fields.includes(name));
      return foreign.map((name) => unknownField(['accounts', index], [name], fields));
    }),
    ...described,
    ...objects.flatMap((entry, index) => siteMistakes(entry, index, providers)),
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

/** As it is said of one that is right but for this. */
const usedTwice = 'The id is used by another account.';
const wrongSecrets = '"secrets" must give places by name, such as { "userId": "env:USER_ID" }';

/** null: not as it must be. */
function secretsOf(value: unknown): Readonly<Record<string, SecretPlace>> | null {
  if (value === undefined) return {};
  const places = Object.entries(objectOf(value)).map(([name, place]) => [name, secretPlace.safeParse(place).data] as const);
  const found = places.flatMap(([name, place]) => (place === undefined ? [] : [[name, secretPlaceOf(place)] as const]));
  return isObject(value) && found.length === places.length ? Object.fromEntries(found) : null;
}

/** The editor goes by the address then. In a file, one of the two was meant for another account. */
function siteMistakes({ provider: id, site, baseUrl }: Readonly<Record<string, unknown>>, index: number, providers: readonly Provider[]) {
  const provider = providers.find((one) => one.id === id);
  if (provider === undefined || provider.kind === 'dashboard' || typeof site !== 'string' || typeof baseUrl !== 'string') return [];
  const read = placeOf(provider, { site, baseUrl }, english);
  if (!read.ok || !Object.hasOwn(provider.sites, read.place.site) || read.place.site === site) return [];
  const text = `"site" does not fit "baseUrl", which is the address of the site ${read.place.site}`;
  return [{ path: ['accounts', index, 'site'], text }];
}

/** Those of a description each have their own place. */
function definitionMistakes(entry: Readonly<Record<string, unknown>>, index: number, providers: readonly Provider[]): readonly Mistake[] {
  const provider = providers.find(({ id }) => id === entry['provider']);
  if (provider === undefined || provider.kind === 'dashboard' || entry['definition'] === undefined) return [];
  if (provider.definedBy === undefined)
    return [{ path: ['accounts', index, 'definition'], text: `"definition" means nothing to ${provider.name}` }];
  if (provider.definedBy === 'query') return [];
  const read = readDefinition(entry['definition']);
  const path = ['accounts', index, 'definition'];
  if (!read.ok) return read.mistakes.map((mistake) => ({ path: [...path, ...mistake.path], text: mistake.text }));
  return undeclaredSecrets(read.definition, Object.keys(objectOf(entry['secrets']))).map(({ name, near }) => ({
    path: [...path, 'secretHeaders'],
    text: `"secretHeaders" names {${name}}, and no "secrets" beside the definition say where it is${near === undefined ? '' : `; "{${near}}" may be meant`}`,
  }));
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
