import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeWhereOther } from './providerDocs.mjs';
import { root } from './toolNode.mjs';

const load = createRequire(import.meta.url);
const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The schema of the setting of accounts, and its texts, are made from the one that reads the accounts. */
export async function updateManifest() {
  const { items, texts } = load(join(root, 'out', 'test', 'support', 'settingsSchema.js')).settingsSchema();
  const [manifestFile, textsFile] = [join(root, 'package.json'), join(root, 'package.nls.json')];
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  const { 'apiBalance.accounts': accounts } = Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties));
  accounts.items = items;
  await writeWhereOther(manifestFile, json(manifest));
  const others = Object.entries(JSON.parse(await readFile(textsFile, 'utf8'))).filter(([name]) => !name.startsWith('setting.accounts.'));
  await writeWhereOther(textsFile, json(Object.fromEntries([...others, ...Object.entries(texts)])));
}
