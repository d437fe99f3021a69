import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

const begin = '<!-- providers: written by the build -->';
const end = '<!-- /providers -->';

/** Writes the providers' table between its marks, from the providers themselves. */
export async function updateReadme() {
  const index = join(root, 'out', 'src', 'providers', 'index.js');
  if (!existsSync(index)) return;
  const providers = Object.values(createRequire(import.meta.url)(index));
  const byName = providers.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const [links, keyed] = [byName.filter(({ kind }) => kind === 'dashboard'), byName.filter(({ kind }) => kind !== 'dashboard')];
  const rows = keyed.map(({ name, reports, evidence, credentials, links }) => {
    const variables = credentials.apiKey.env
      .slice(0, 2)
      .map((name) => `\`${name}\``)
      .join(' or ');
    return `| [${name}](${links?.billing ?? evidence.page}) | ${reports}${evidence.grade === 'unofficial' ? ' (unofficial)' : ''} | ${variables} |`;
  });
  const others = `No key of theirs reads a balance, so there is a link: ${links.map(({ name, links: { billing } }) => `[${name}](${billing})`).join(', ')}.`;
  const table = ['| Provider | What is reported | Environment variable |', '| --- | --- | --- |', ...rows, '', others].join('\n');
  const file = join(root, 'README.md');
  const text = await readFile(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`README.md has no marks "${begin}" and "${end}" for the providers' table.`);
  const next = `${before}${begin}\n\n${table}\n\n${end}${after}`;
  if (next !== text) await writeFile(file, next);
}
