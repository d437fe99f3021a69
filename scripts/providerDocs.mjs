import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

const load = createRequire(import.meta.url);
const out = (...path) => join(root, 'out', ...path);
const file = join(root, 'docs', 'providers.md');

const intro = `# Providers

Written by the build from \`src/providers\` and the sandbox's routes; change those.

*Official* means that the provider documents the endpoint. *Unofficial* means that only others' code tells how it answers:
it may change or stop unannounced. *Last read* is when the page named as the source, or a copy of it, was last read.
`;

/** Writes docs/providers.md: what is read, from where, units, kind of key, evidence, traps. */
export async function updateProviderDocs() {
  if (!existsSync(out('src', 'providers', 'index.js'))) return;
  const providers = Object.values(load(out('src', 'providers', 'index.js')));
  const { grouped, groupName } = load(out('src', 'core', 'providerGroups.js'));
  const { english } = load(out('src', 'core', 'translate.js'));
  const groups = grouped(providers).map(({ group, providers: of }) => [`## ${groupName(group, english)}`, ...(group === 'dashboard' ? [dashboards(of)] : of.map(keyed))].join('\n\n'));
  const text = `${intro}\n${groups.join('\n\n')}\n`;
  if (!existsSync(file) || (await readFile(file, 'utf8')) !== text) await writeFile(file, text);
}

function dashboards(providers) {
  const rows = providers.map(({ name, reports, links }) => `| ${name} | ${reports} | ${links.billing} |`);
  return ['| Provider | Why there is no number | Where it is shown |', '| --- | --- | --- |', ...rows].join('\n');
}

function keyed({ id, name, reports, units, sites, credentials: { apiKey }, links, evidence, leastRefreshMinutes }) {
  const facts = [
    ['Reports', reports],
    ['Read from', readFrom(id, Object.values(sites))],
    ['Units', units.map((unit) => `\`${unit}\``).join(', ')],
    ['Key', [apiKey.label, `made at ${links.keys}`, ...(apiKey.env.length > 0 ? [`variable ${apiKey.env.map((env) => `\`${env}\``).join(' or ')}`] : [])].join('; ')],
    ['Billing', links.billing],
    ...(leastRefreshMinutes === undefined ? [] : [['Timer', `at most every ${leastRefreshMinutes} minutes`]]),
    ['Evidence', `${evidence.grade}; ${evidence.page}; last read ${evidence.read}`],
  ];
  const traps = evidence.traps.map((trap) => `- ${trap}`);
  return [`### ${name}`, `Id: \`${id}\``, ['| | |', '| --- | --- |', ...facts.map(([what, value]) => `| ${what} | ${value} |`)].join('\n'), `Known traps:\n\n${traps.join('\n')}`].join('\n\n');
}

/** The origins of its sites, and the routes that its sandbox answers. */
function readFrom(id, sites) {
  const wire = out('test', 'fixtures', id, 'wire.js');
  const routes = existsSync(wire) ? load(wire).wire.routes.map(({ method, path }) => `\`${method} ${path}\``) : [];
  const origins = sites.length === 0 ? 'your own address' : sites.map(({ origin, label }) => (label ? `${origin} (${label})` : origin)).join(', ');
  return [origins, ...routes].join(' · ');
}
