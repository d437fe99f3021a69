import * as z from 'zod';
import type { ChannelKind } from '../notify/channelKind';
import { secretJsonSchema } from './accountJsonSchema';
import { channelShape } from './configShape';

type Schema = z.core.JSONSchema.BaseSchema;

/** A channel of the configuration. Without a kind its fields may be those of any; with one, no other's. */
export function channelJsonSchema(kinds: readonly ChannelKind[]): Schema {
  const { $schema: _draft, properties = {}, ...entry } = z.toJSONSchema(channelShape, { target: 'draft-7', io: 'input' });
  const fields = new Map(kinds.flatMap((kind) => Object.entries(kind.fields)));
  const known = Object.fromEntries(
    [...fields].map(([name, { label, isSecret }]) => [
      name,
      { description: label, ...(isSecret ? secretJsonSchema() : { type: 'string' }) },
    ]),
  );
  const kind: Schema = {
    ...schemaAt(properties, 'kind'),
    enum: kinds.map(({ id }) => id),
    enumDescriptions: kinds.map(({ name }) => name),
  };
  return {
    ...entry,
    properties: { ...properties, kind, ...known },
    additionalProperties: false,
    allOf: foreignFields(kinds, [...fields.keys()]),
  };
}

/** Of each kind, which fields mean nothing to it. */
function foreignFields(kinds: readonly ChannelKind[], names: readonly string[]): Schema[] {
  return names.map((name) => ({
    if: {
      properties: { kind: { enum: kinds.filter(({ fields }) => !Object.hasOwn(fields, name)).map(({ id }) => id) } },
      required: ['kind'],
    },
    then: { properties: { [name]: false } },
  }));
}

function schemaAt(properties: NonNullable<Schema['properties']>, name: string): Schema {
  const schema = properties[name];
  return typeof schema === 'object' ? schema : {};
}
