import * as z from 'zod';
import { accountJsonSchema } from './accountJsonSchema';
import { channelJsonSchema } from './channelJsonSchema';
import { usageEntryJsonSchemas } from '../prices/usageEntryJsonSchemas';
import { configShape } from './configShape';
import type { Known } from './readConfig';

/**
 * The shape of a configuration for editors that complete and check JSON, as JSON Schema of draft 7, which all of them know. It refuses no
 * configuration that {@link readConfig} takes. What no schema can tell is looked at there alone: whether a zone or a host exists, whether
 * an id is given twice, and whether a text looks like a key.
 *
 * `allowComments` and `allowTrailingCommas` are words of VS Code.
 * @see https://github.com/microsoft/vscode-json-languageservice/blob/main/src/jsonSchema.ts
 * @public
 */
export function configJsonSchema({ providers, kinds }: Known): object {
  const { $schema, properties = {}, ...root } = z.toJSONSchema(configShape, { target: 'draft-7', io: 'input' });
  const { accounts, channels, history, usage } = properties;
  const { prices, accounts: paidBy } = usageEntryJsonSchemas();
  const keyed = providers.flatMap((provider) => (provider.kind === 'dashboard' ? [] : provider));
  return {
    $schema,
    title: 'API Balance: what a server asks, where messages go, and when',
    allowComments: true,
    allowTrailingCommas: true,
    ...root,
    properties: {
      ...properties,
      accounts: { ...objectIn(accounts), items: accountJsonSchema(keyed) },
      channels: { ...objectIn(channels), items: channelJsonSchema(kinds) },
      usage: { ...objectIn(usage), properties: { prices: listOf(usage, 'prices', prices), accounts: listOf(usage, 'accounts', paidBy) } },
      history: { ...objectIn(history), dependencies: { postgres: ['folder'] } },
    },
  };
}

function objectIn(schema: z.core.JSONSchema._JSONSchema | undefined): object {
  return typeof schema === 'object' ? schema : {};
}

/** A list in an object, with what its entries must be. */
function listOf(parent: z.core.JSONSchema._JSONSchema | undefined, name: string, items: object): object {
  const list = typeof parent === 'object' ? parent.properties?.[name] : undefined;
  return { ...objectIn(list), items };
}
