import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

const load = createRequire(import.meta.url);
const out = (...path) => join(root, 'out', ...path);
const file = join(root, 'docs', 'providers.md');

const intro = `# Providers

Written by the build from \`src/providers\` and from what they ask in the tests; change those.

*Official* means that the provider documents the endpoint. *Unofficial* means that only others' code tells how it answers:
it may change or stop unannounced. *Last read* is when the page named as the source, or a copy of it, was last read.
`;

/** The formats of a definition and of a configuration, for editors that complete and check JSON. */
export async function updateSchemas() {
  const { definitionJsonSchema } = load(out('src', 'core', 'custom', 'definition.js'));
  const { configJsonSchema } = load(out('src', 'core', 'config', 'configJsonSchema.js'));
  const all = (...folder) => Object.values(load(out('src', ...folder, 'index.js')));
  const schemas = {
    definition: definitionJsonSchema(),
    config: configJsonSchema({ providers: all('providers'), kinds: all('channels') }),
  };
  for (const [name, schema] of Object.entries(schemas))
    await writeWhereOther(join(root, 'docs', `${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}

export async function writeWhereOther(path, text) {
  if (!existsSync(path) || (await readFile(path, 'utf8')) !== text) await writeFile(path, text);
}

/** Writes docs/providers.md: what is read, from where, units, kind of key, evidence, traps. */
export async function updateProviderDocs() {
  if (!existsSync(out('src', 'providers', 'index.js'))) return;
  const providers = Object.values(load(out('src', 'providers', 'index.js')));
  const { grouped, groupName } = load(out('src', 'core', 'accounts', 'providerGroups.js'));
  const { english } = load(out('src', 'core', 'text', 'translate.js'));
  const routes = await askedRoutes(providers);
  const groups = grouped(providers).map(({ group, providers: of }) =>
    [
      `## ${groupName(group, english)}`,
      ...(group === 'dashboard' ? [dashboards(of)] : of.map((provider) => keyed(provider, routes.get(provider.id) ?? []))),
    ].join('\n\n'),
  );
  const text = `${intro}\n${groups.join('\n\n')}\n`;
  await writeWhereOther(file, text);
}

function dashboards(providers) {
  const rows = providers.map(({ name, reports, links }) => `| ${name} | ${reports} | ${links.billing} |`);
  return ['| Provider | Why there is no number | Where it is shown |', '| --- | --- | --- |', ...rows].join('\n');
}

function keyed({ id, name, reports, units, sites, credentials: { apiKey }, team, links, evidence, minRefreshMinutes }, routes) {
  const facts = [
    ['Reports', reports],
    ['Read from', readFrom(routes, Object.values(sites))],
    ['Units', units.map((unit) => `\`${unit}\``).join(', ')],
    [
      'Key',
      [
        apiKey.label,
        ...(links ? [`made at ${links.keys}`] : []),
        ...(apiKey.env.length > 0 ? [`variable ${apiKey.env.map((env) => `\`${env}\``).join(' or ')}`] : []),
      ].join('; '),
    ],
    ...(team === undefined
      ? []
      : [['Of several', `${team.label}, where a key reaches several; variable ${team.env.map((env) => `\`${env}\``).join(' or ')}`]]),
    ...(links ? [['Billing', links.billing]] : []),
    ...(minRefreshMinutes === undefined ? [] : [['Timer', `at most every ${minRefreshMinutes} minutes`]]),
    ['Evidence', `${evidence.grade}; ${evidence.page}; last read ${evidence.read}`],
  ];
  const traps = evidence.traps.map((trap) => `- ${trap}`);
  return [
    `### ${name}`,
    `Id: \`${id}\``,
    ['| | |', '| --- | --- |', ...facts.map(([what, value]) => `| ${what} | ${value} |`)].join('\n'),
    `Known traps:\n\n${traps.join('\n')}`,
  ].join('\n\n');
}

function readFrom(routes, sites) {
  const origins =
    sites.length === 0 ? 'your own address' : sites.map(({ origin, label }) => (label ? `${origin} (${label})` : origin)).join(', ');
  return [origins, ...routes.map((route) => `\`${route}\``)].join(' · ');
}

/**
 * By provider, what it asks while its fixtures are read, in the order in which it is asked first. What a path names of an account is a
 * `*`.
 */
async function askedRoutes(providers) {
  const { readFixtures, sendFixture } = load(out('test', 'support', 'fixture.js'));
  const { fetchReading, fetchTarget } = load(out('src', 'core', 'provider', 'fetchReading.js'));
  const asked = new Map();
  for (const fixture of readFixtures()) {
    const provider = providers.find(({ id }) => id === fixture.provider);
    const wire = out('test', 'fixtures', provider.id, 'wire.js');
    if (provider.describedBy !== undefined || !existsSync(wire)) continue;
    const patterns = load(wire).wire.routes.map(({ path }) => path);
    const routes = asked.get(provider.id) ?? [];
    asked.set(provider.id, routes);
    const answer = sendFixture(fixture);
    const send = (request) => {
      const path = new URL(request.url).pathname;
      const route = `${request.method} ${patterns.find((pattern) => fits(pattern, path)) ?? path}`;
      if (!routes.includes(route)) routes.push(route);
      return answer(request);
    };
    const origin = Object.values(provider.sites)[0]?.origin ?? 'https://own.example';
    const target = fetchTarget(
      provider,
      { site: fixture.site ?? Object.keys(provider.sites)[0] ?? 'own', origin, definition: fixture.definition },
      'a-key-for-the-docs',
    );
    await fetchReading(target, { send, now: () => 1_700_000_000_000, signal: new AbortController().signal });
  }
  return asked;
}

function fits(pattern, path) {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => part === '*' || part === given[index]);
}
