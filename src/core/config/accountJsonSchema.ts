import * as z from 'zod';
import { accountEntryJsonSchema } from '../accounts/accountEntry';
import { definitionJsonSchema } from '../custom/definition';
import { databaseHost } from '../provider/databaseAddress';
import type { KeyedProvider } from '../provider/provider';
import { secretPlace } from './configShape';

type Schema = z.core.JSONSchema.BaseSchema;

/** An account of the configuration: an entry of the setting, `secrets` beside it, and what else its provider decides. */
export function accountJsonSchema(providers: readonly KeyedProvider[]): Schema {
  const choices = providers.map(({ id, name }) => ({ value: id, label: name }));
  const { $schema: _draft, properties = {}, ...entry } = accountEntryJsonSchema(choices, []);
  const site = { type: 'string', description: 'The site where the key was created, for providers with several.' } as const;
  // What a description names counts in its place, whatever stands here.
  const { pattern: _pattern, ...baseUrl } = typeof properties['baseUrl'] === 'object' ? properties['baseUrl'] : {};
  const secrets: Schema = {
    description: 'Further secrets of a description, by their names in it.',
    type: 'object',
    additionalProperties: secretJsonSchema(),
    examples: [{ userId: 'env:USER_ID' }],
  };
  return { ...entry, properties: { ...properties, baseUrl, site, secrets }, allOf: [...rulesOf(providers)] };
}

/** A place of a secret. */
export function secretJsonSchema(): Schema {
  const { $schema: _draft, ...place } = z.toJSONSchema(secretPlace, { target: 'draft-7' });
  return place;
}

const queryJsonSchema: Schema = {
  type: 'object',
  properties: { host: { type: 'string', pattern: databaseHost.source }, query: { type: 'string', minLength: 1 } },
  required: ['host', 'query'],
};

/** Each rule once, for all providers that it is of. */
function rulesOf(providers: readonly KeyedProvider[]): readonly Schema[] {
  const rules = new Map<string, { readonly rule: Schema; readonly of: string[] }>();
  for (const provider of providers) {
    const rule = ruleOf(provider);
    const text = JSON.stringify(rule);
    const known = rules.get(text);
    if (known) known.of.push(provider.id);
    else rules.set(text, { rule, of: [provider.id] });
  }
  return [...rules.values()].map(({ rule, of }) => ({
    if: { properties: { provider: { enum: of } }, required: ['provider'] },
    then: rule,
  }));
}

function ruleOf({ sites, team, definedBy, addressOf }: KeyedProvider): Schema {
  const names = Object.keys(sites);
  const { $schema: _draft, ...answer } = definitionJsonSchema('draft-7');
  const definition = { none: false, answer, query: queryJsonSchema };
  return {
    properties: {
      team: team ? { type: 'string', pattern: team.pattern.source } : false,
      ...(names.length === 0 ? {} : { site: { enum: names } }),
      ...(addressOf ? {} : { baseUrl: { pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?:' } }),
      definition: definition[definedBy ?? 'none'],
    },
    ...(names.length > 0 ? {} : { required: [addressOf ? 'definition' : 'baseUrl'] }),
  };
}
