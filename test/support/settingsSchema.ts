import { accountEntryJsonSchema, type Choice } from '../../src/core/accounts/accountEntry';
import { usageEntryJsonSchemas } from '../../src/core/prices/usageEntryJsonSchemas';
import * as providers from '../../src/providers';

export interface SettingsSchema {
  /** As package.json has it: each text is the name of one in package.nls.json. */
  readonly items: object;
  readonly texts: Readonly<Record<string, string>>;
}

const translated = ['description', 'errorMessage', 'patternErrorMessage'];
const prefix = 'setting.accounts';

/** Of every setting that is a list of entries, by its name without the prefix: made from the schema that reads them. */
export function settingsSchemas(): Readonly<Record<string, SettingsSchema>> {
  const { prices, accounts } = usageEntryJsonSchemas();
  return {
    accounts: accountsSchema(),
    'usage.prices': schemaOf(prices, 'usage.prices'),
    'usage.accounts': schemaOf(accounts, 'usage.accounts'),
  };
}

function schemaOf(schema: object, name: string): SettingsSchema {
  const texts: Record<string, string> = {};
  return { items: withKeys(schema, `setting.${name}`, texts), texts };
}

function accountsSchema(): SettingsSchema {
  const known = Object.values(providers);
  const sites = new Map<string, readonly string[]>();
  for (const provider of known) {
    if (provider.kind === 'dashboard') continue;
    for (const site of Object.keys(provider.sites)) sites.set(site, [...(sites.get(site) ?? []), provider.name]);
  }
  const schema = accountEntryJsonSchema(
    known.map(({ id, name }) => ({ value: id, label: name })),
    [...sites].map(([value, names]): Choice => ({ value, label: names.join(', ') })),
  );
  const texts: Record<string, string> = { [`${prefix}.snippet`]: 'Account' };
  const items = Object.fromEntries(Object.entries(withKeys(schema, prefix, texts)).filter(([name]) => name !== '$schema'));
  const snippet = { label: `%${prefix}.snippet%`, body: { id: '${1:my-account}', provider: '$2' } };
  return { items: { ...items, defaultSnippets: [snippet] }, texts };
}

/** Puts the texts aside, each under the place it is from. */
function withKeys(node: object, path: string, texts: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(node).map(([name, value]: [string, unknown]): [string, unknown] => {
    if (typeof value === 'string' && translated.includes(name)) {
      const key = name === 'description' ? path : `${path}.${name}`;
      texts[key] = value;
      return [name, `%${key}%`];
    }
    if (name === 'properties' && isObject(value))
      return [
        name,
        Object.fromEntries(
          Object.entries(value).map(([field, of]) => [field, isObject(of) ? withKeys(of, `${path}.${field}`, texts) : of]),
        ),
      ];
    return [name, value];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
