import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeBetweenMarks } from './betweenMarks.mjs';
import { root } from './toolNode.mjs';

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
  await writeBetweenMarks('README.md', 'providers', table);
}
