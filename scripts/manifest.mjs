import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeWhereOther } from './providerDocs.mjs';
import { root } from './toolNode.mjs';

const load = createRequire(import.meta.url);

/** A provider stays one file: the schema of the setting in package.json learns its id, name and sites here. */
export async function updateManifest() {
  const file = join(root, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const fields = manifest.contributes.configuration.properties['apiBalance.accounts'].items.properties;
  const providers = Object.values(load(join(root, 'out', 'src', 'providers', 'index.js')));
  fields.provider.enum = providers.map(({ id }) => id);
  fields.provider.enumDescriptions = providers.map(({ name }) => name);
  const sites = new Map();
  for (const { name, sites: own } of providers) {
    for (const site of Object.keys(own ?? {})) sites.set(site, [...(sites.get(site) ?? []), name]);
  }
  fields.site.enum = [...sites.keys()];
  fields.site.enumDescriptions = [...sites.values()].map((names) => names.join(', '));
  await writeWhereOther(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
