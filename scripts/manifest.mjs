import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeWhereOther } from './providerDocs.mjs';
import { root } from './toolNode.mjs';

const load = createRequire(import.meta.url);
const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The schemas of settings that are lists of entries, and their texts, are made from those that read the entries. */
export async function updateManifest() {
  const schemas = Object.entries(load(join(root, 'out', 'test', 'support', 'settingsSchema.js')).settingsSchemas());
  const [manifestFile, textsFile] = [join(root, 'package.json'), join(root, 'package.nls.json')];
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const settings = Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties));
  for (const [name, { items }] of schemas) settings[`apiBalance.${name}`].items = items;
  await writeWhereOther(manifestFile, json(manifest));
  const others = Object.entries(JSON.parse(await readFile(textsFile, 'utf8'))).filter(
    ([text]) => !schemas.some(([name]) => text.startsWith(`setting.${name}.`)),
  );
  const texts = schemas.flatMap(([, made]) => Object.entries(made.texts));
  await writeWhereOther(textsFile, json(Object.fromEntries([...others, ...texts])));
}
