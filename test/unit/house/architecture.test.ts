import assert from 'node:assert/strict';
import { posix } from 'node:path';
import * as providers from '../../../src/providers';
import { importsOf, readText, sourcesBelow, type Source } from '../../support/sources';

type Rule = (source: Source) => readonly string[];

const ids = Object.values(providers).map(({ id }) => id);
const own = (path: string): string => path.replace(/^src\//, '').replace(/\.ts$/, '');
const folderOf = (path: string): string => /^(?:core|providers|channels|usage|node|webview|vscode|mcp|cli)(?=\/)/.exec(path)?.[0] ?? path;

/** What the files of a folder may import: folders and single files of ours, packages, and whole families such as `node:`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'zod', 'big.js', 'jsonc-parser'],
  providers: ['core', 'zod'],
  channels: ['core'],
  usage: ['core'],
  node: ['core', 'node', 'node:', 'undici', 'pg', 'nodemailer/lib/smtp-connection', 'nodemailer/lib/mail-composer'],
  webview: ['core', 'webview', 'uplot'],
  vscode: ['core', 'vscode', 'webview/protocol', 'zod', 'package:vscode'],
  mcp: ['core', 'mcp', 'zod', '@modelcontextprotocol/server', '@modelcontextprotocol/server/stdio'],
  cli: ['core', 'cli', 'node:'],
  // These join the layers: start-up, its lazily loaded half, and the command line.
  extension: ['core', 'app', 'startupStatus', 'vscode', 'package:vscode'],
  startupStatus: ['core', 'node', 'vscode', 'lastKnown', 'package:vscode'],
  lastKnown: ['core', 'node', 'vscode'],
  app: ['core', 'node', 'providers', 'channels', 'vscode', 'database', 'mail', 'joinSharing', 'joinUsage', 'package:vscode'],
  joinUsage: ['core', 'node', 'vscode'],
  joinSharing: ['node', 'vscode', 'database', 'package:vscode'],
  // Bundles of their own: the driver, and what speaks SMTP.
  database: ['node'],
  mail: ['node'],
  // A thread of its own, which the host only starts.
  usageWorker: ['node', 'usage'],
  'cli/mail': ['node'],
  'cli/main': ['core', 'node', 'providers', 'channels', 'cli', 'node:'],
  'cli/database': ['node'],
  // What reads the logs of other tools is a bundle of its own too.
  'cli/usage': ['core', 'node', 'usage', 'cli', 'node:'],
  'cli/openShared': ['node', 'cli'],
  // What a client is served with is a bundle of its own; what reaches others comes to it from the command line.
  'cli/mcp': ['core', 'mcp', 'node:'],
  'cli/mcpChecks': ['core', 'cli', 'mcp/mcpPorts'],
  'cli/mcpSources': ['core', 'cli', 'mcp/mcpPorts', 'node:'],
  'providers/index': ['providers'],
  'channels/index': ['channels'],
  'usage/index': ['usage'],
};

const staysInItsLayer: Rule = ({ path, text }) => {
  const file = own(path);
  const may = allowed[file] ?? allowed[folderOf(file)];
  if (!may) return [`${path} is in no folder of the house`];
  return importsOf(text).flatMap(({ from }) => {
    const isOurs = from.startsWith('.');
    const target = isOurs
      ? posix.join(posix.dirname(file), from)
      : from.startsWith('node:')
        ? 'node:'
        : from === 'vscode'
          ? 'package:vscode'
          : from;
    const isAllowed =
      may.includes(target) ||
      (isOurs &&
        may.includes(folderOf(target === 'providers' || target === 'channels' || target === 'usage' ? `${target}/index` : target)));
    return isAllowed ? [] : [`${path} imports ${from}`];
  });
};

/** A room imports only rooms before it. Files that lie in no room join them. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [
    'text',
    'money',
    'time',
    'model',
    'provider',
    'custom',
    'accounts',
    'history',
    'importing',
    'ledger',
    'usage',
    'prices',
    'explained',
    'views',
    'checks',
    'shared',
    'notify',
    'metrics',
    'config',
    'historyPage',
    'overview',
    'statement',
    'explainedPage',
  ],
  node: ['files', 'network', 'mail', 'metrics', 'postgres', 'sqlite', 'history', 'watch', 'shared', 'usage'],
  vscode: ['editor', 'accounts', 'sharing', 'watching', 'usage', 'surfaces', 'historyPage', 'commands'],
};
const looksDown: Rule = ({ path, text }) => {
  const [, folder = '', room = ''] = /^src\/(\w+)\/(?:(\w+)\/)?/.exec(path) ?? [];
  const order = rooms[folder];
  if (!order) return [];
  if (!order.includes(room)) return [`${path} is in no room of ${folder}`];
  const above = order.slice(order.indexOf(room) + 1);
  return importsOf(text).flatMap(({ from }) => {
    const [, at = '', to = ''] = from.startsWith('.') ? (/^src\/(\w+)\/(\w+)\//.exec(posix.join(posix.dirname(path), from)) ?? []) : [];
    return at === folder && above.includes(to) ? [`${path} looks up to ${to}`] : [];
  });
};

/** Files that import one another, in whatever way; none of them can be understood, tested or moved without the others. */
function circlesOf(files: readonly Source[]): readonly string[] {
  const targets = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => `${posix.join(posix.dirname(path), from)}.ts`),
    ]),
  );
  const isClear = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')];
    if (isClear.has(path)) return [];
    const found = (targets.get(path) ?? []).flatMap((target) => walk(target, [...trail, path]));
    isClear.add(path);
    return found;
  };
  return files.flatMap(({ path }) => walk(path, []));
}

const banned: Readonly<Record<string, RegExp>> = {
  'parseFloat: money is never a float': /\bparseFloat\b/,
  any: /\bas any\b|[:<|]\s*any\b/,
  'a tooltip that trusts every command (incident 32)': /isTrusted\s*[:=]\s*true/,
  'the network of all of VS Code': /setGlobalDispatcher/,
  'redirects that are followed (incident 31)': /redirect:\s*['"]follow['"]/,
  'code from text (incident 30)': /\beval\(|new Function\b/,
  'a certificate that nobody checks': /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/,
};
const usesNothingBanned: Rule = ({ path, text }) =>
  Object.entries(banned).flatMap(([what, pattern]) => (pattern.test(text) ? [`${path} uses ${what}`] : []));

const coreIsPure: Rule = ({ path, text }) =>
  path.startsWith('src/core/') &&
  /\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bprocess\.|\bfetch\(|\bset(Timeout|Interval|Immediate)\b|Math\.random|\bconsole\./.test(
    text.replace(/\bfetch\(ask|\.fetch\(/g, ''),
  )
    ? [`${path} has a clock, a network or a process of its own`]
    : [];

/** A quoted text without blanks: `'example'`, `'example-work'`, `"https://api.example.com"`, but not a word in a sentence. */
const namesNoProvider: Rule = ({ path, text: whole }) => {
  // Tools have words of their own for companies, some of which are like ours; which of ours they mean is told by `loggedAs`.
  if (path.startsWith('src/usage/') || path.startsWith('src/core/usage/')) return [];
  // Zod's word for an issue that a schema makes itself, and a gateway's for money of its own.
  const words = whole
    .replaceAll("code: 'custom'", '')
    .replaceAll("=== 'CUSTOM'", '')
    // Where a history is shared, which is no provider's matter.
    .replaceAll('history.postgres', '')
    .replace(/https:\/\/[^\s']+/g, '');
  // A room may be called like a provider, but only a provider's own file is imported from there.
  const text = words.replace(/(?:from |import\()'(\.[^']+)'/g, (clause, from: string) => (/\bproviders\//.test(from) ? clause : ''));
  return ids
    .filter(
      (id) =>
        path !== `src/providers/${id}.ts` &&
        path !== 'src/providers/index.ts' &&
        new RegExp(`(['"\`])[^\\s'"\`]*\\b${id}\\b[^\\s'"\`]*\\1`, 'i').test(text),
    )
    .map((id) => `${path} names ${id}`);
};

/** Where text of others is made plain before the editor could draw links and icons from it. */
const speaksForAll = ['src/vscode/editor/dialogs.ts', 'src/vscode/editor/steps.ts', 'src/vscode/commands/accountsPick.ts'];
const speaksThroughOne: Rule = ({ path, text }) =>
  !speaksForAll.includes(path) &&
  /window\.(show(Information|Warning|Error)Message|show(QuickPick|InputBox)|create(QuickPick|InputBox)|withProgress|setStatusBarMessage)\b/.test(
    text,
  )
    ? [`${path} speaks by itself`]
    : [];

const isShort: Rule = ({ path, text }) => (linesOf(text) > 250 ? [`${path} has ${linesOf(text)} lines`] : []);

/** What makes one is in the file of the type, so that no other text can pass for it. */
const castsNoBrand: Rule = ({ path, text }) =>
  path === 'src/core/model/accountId.ts'
    ? []
    : [...text.matchAll(/\bas (AccountId|Origin|Micros|Unit)\b/g)].map(([cast]) => `${path}: ${cast}`);

const indexOnlyExports: Rule = ({ path, text }) =>
  path === 'src/providers/index.ts'
    ? text
        .split('\n')
        .filter((line) => line !== '' && !/^export \{ (\w+) \} from '\.\/\1';$/.test(line))
        .map((line) => `${path} holds ${line}`)
    : [];

/** What loads before the first click is VS Code's own API and a list of ids; all else is a second bundle. */
const startsLean: Rule = ({ path, text }) => {
  if (path !== 'src/extension.ts') return [];
  const atRunTime = importsOf(text).filter(
    ({ typeOnly, from, dynamic }) =>
      !typeOnly && !['vscode', './vscode/editor/ids'].includes(from) && !(dynamic && ['./app', './startupStatus'].includes(from)),
  );
  return [...atRunTime.map(({ from }) => `${path} loads ${from}`), ...(linesOf(text) > 80 ? [`${path} has ${linesOf(text)} lines`] : [])];
};

/** What `from` loads when it runs, and what that loads, down to the packages. */
function loadedBy(path: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  const source = sources.find((one) => one.path === path);
  if (!source || seen.has(path)) return seen;
  seen.add(path);
  for (const { from, typeOnly, dynamic } of importsOf(source.text)) {
    if (typeOnly || dynamic) continue;
    if (from.startsWith('.')) loadedBy(`${posix.join(posix.dirname(path), from)}.ts`, seen);
    else seen.add(from);
  }
  return seen;
}

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

const sources = sourcesBelow('src');
const rules: readonly { readonly it: string; readonly rule: Rule; readonly breach: Source; readonly fine: Source }[] = [
  {
    it: 'every file imports only what its folder may',
    rule: staysInItsLayer,
    breach: { path: 'src/core/a.ts', text: "import type { Uri } from 'vscode';" },
    fine: {
      path: 'src/vscode/commands/a.ts',
      text: "import * as vscode from 'vscode';\nimport { t } from '../translation';\nimport { x } from '../../core/x';",
    },
  },
  {
    it: 'no folder imports its neighbour',
    rule: staysInItsLayer,
    breach: { path: 'src/providers/a.ts', text: "import { groq } from './groq';" },
    fine: { path: 'src/cli/main.ts', text: "import * as providers from '../providers';" },
  },
  {
    it: 'node: stays in node/ and cli/',
    rule: staysInItsLayer,
    breach: { path: 'src/vscode/a.ts', text: "const fs = require('node:fs');" },
    fine: { path: 'src/node/a.ts', text: "import fs from 'node:fs';" },
  },
  {
    it: 'only the composition roots join layers',
    rule: staysInItsLayer,
    breach: { path: 'src/vscode/a.ts', text: "const x = await import('../node/a');" },
    fine: { path: 'src/app.ts', text: "import { a } from './node/a';\nimport { b } from './vscode/b';" },
  },
  {
    it: 'a new folder is thought about',
    rule: staysInItsLayer,
    breach: { path: 'src/utils/a.ts', text: '' },
    fine: { path: 'src/core/a.ts', text: '' },
  },
  {
    it: 'a room imports only rooms below it',
    rule: looksDown,
    breach: { path: 'src/core/money/a.ts', text: "import type { Reading } from '../model/reading';" },
    fine: { path: 'src/core/model/a.ts', text: "import { unit } from '../money/money';\nimport { b } from './b';" },
  },
  {
    it: 'every file has its room',
    rule: looksDown,
    breach: { path: 'src/node/a.ts', text: '' },
    fine: { path: 'src/node/files/a.ts', text: '' },
  },
  {
    it: 'the start-up path loads nothing',
    rule: startsLean,
    breach: { path: 'src/extension.ts', text: "import { z } from './core/money';" },
    fine: { path: 'src/extension.ts', text: "import type { App } from './app';\nvoid import('./app');" },
  },
  {
    it: 'the start-up path is short',
    rule: startsLean,
    breach: { path: 'src/extension.ts', text: 'x;\n'.repeat(81) },
    fine: { path: 'src/extension.ts', text: 'x;\n'.repeat(80) },
  },
  {
    it: 'the core has no clock and no network',
    rule: coreIsPure,
    breach: { path: 'src/core/a.ts', text: 'const at = Date.now();' },
    fine: { path: 'src/node/a.ts', text: 'const at = Date.now();' },
  },
  {
    it: 'a provider is named in its own file alone',
    rule: namesNoProvider,
    breach: { path: 'src/core/a.ts', text: `if (id === '${ids[0]}-work') return;` },
    fine: { path: 'src/core/a.ts', text: "import { a } from './custom/a';\nsay('All that was put together, by groq or others.');" },
  },
  {
    it: 'the index of providers is a list',
    rule: indexOnlyExports,
    breach: { path: 'src/providers/index.ts', text: "export { a } from './b';" },
    fine: { path: 'src/providers/index.ts', text: "export { a } from './a';\n" },
  },
  {
    it: 'messages and quick input go through the files that make text plain',
    rule: speaksThroughOne,
    breach: { path: 'src/vscode/a.ts', text: 'vscode.window.showErrorMessage(label)' },
    fine: { path: 'src/vscode/a.ts', text: 'showError(label)' },
  },
  {
    it: 'an id, an origin, an amount and a unit are made, never cast',
    rule: castsNoBrand,
    breach: { path: 'src/core/a.ts', text: 'keys.store(label as AccountId, key)' },
    fine: { path: 'src/core/a.ts', text: 'const id = asAccountId(text);' },
  },
  {
    it: 'no file is longer than 250 lines',
    rule: isShort,
    breach: { path: 'src/core/a.ts', text: 'x;\n'.repeat(251) },
    fine: { path: 'src/core/a.ts', text: 'x;\n'.repeat(250) },
  },
  ...Object.entries({
    'x = parseFloat(y)': 'Number(y)',
    '(x as any).y': '// as many',
    'x.isTrusted = true': 'x.isTrusted = { enabledCommands: [] }',
    'setGlobalDispatcher(x)': 'dispatcher: x',
    "{ redirect: 'follow' }": "{ redirect: 'manual' }",
    'eval(x)': 'evaluate(x)',
    'rejectUnauthorized: false': '',
  }).map(([breach, fine]) => ({
    it: `nothing like ${breach}`,
    rule: usesNothingBanned,
    breach: { path: 'src/node/a.ts', text: breach },
    fine: { path: 'src/node/a.ts', text: fine },
  })),
];

describe('architecture', () => {
  for (const { it: says, rule, breach, fine } of rules) {
    it(says, () => {
      assert.deepEqual(sources.flatMap(rule), []);
      assert.notDeepEqual(rule(breach), [], 'the rule can fail');
      assert.deepEqual(rule(fine), [], 'the rule lets through what is right');
    });
  }

  it('no files import one another', () => {
    assert.deepEqual(circlesOf(sources), []);
    const [a, b] = [
      { path: 'src/a.ts', text: "import { b } from './b';" },
      { path: 'src/b.ts', text: "import type { A } from './a';" },
    ];
    assert.deepEqual(circlesOf([a, b]), ['src/a.ts → src/b.ts → src/a.ts']);
    assert.deepEqual(circlesOf([a, { ...b, text: '' }]), []);
  });

  it('reads every file there is', () => {
    for (const path of ['src/extension.ts', 'src/core/money/money.ts', 'src/vscode/commands/accountsPick.ts', 'src/cli/main.ts'])
      assert.ok(
        sources.some((source) => source.path === path),
        path,
      );
    assert.ok(ids.length >= 7 && sources.length > 50);
  });
  it('sees every way to import', () => {
    const ways = [
      "import a from 'x';",
      "import * as a from 'x';",
      "import type { A } from 'x';",
      "import {\n  a,\n  b,\n} from 'x';",
      "import 'x';",
      "export { a } from 'x';",
      "export * from 'x';",
      "await import('x')",
      "require('x')",
      "let a: import('x').A;",
    ];
    for (const way of ways)
      assert.deepEqual(
        importsOf(way).map(({ from }) => from),
        ['x'],
        way,
      );
  });
  it('the first paint loads no schemas and no arithmetic', () => {
    const loaded = loadedBy('src/startupStatus.ts');
    assert.ok(loaded.has('src/core/views/lastStatus.ts'), 'it is followed');
    assert.deepEqual(
      ['zod', 'big.js', 'undici', 'pg', 'src/app.ts', 'src/core/provider/provider.ts'].filter((name) => loaded.has(name)),
      [],
    );
    assert.ok(loadedBy('src/core/provider/response.ts').has('zod'), 'the walk finds packages');
  });
  it('half of all files have at most 60 lines', () => {
    const lengths = sources.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
    assert.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) <= 60, `median ${lengths[Math.floor(lengths.length / 2)]}`);
  });
  it('no unit test runs the command line: hundreds of processes take minutes', () => {
    const slow = sourcesBelow('test/unit').filter(({ text }) =>
      importsOf(text).some(({ from }) => /\/run(Cli|Command|Against)$/.test(from)),
    );
    assert.deepEqual(
      slow.map(({ path }) => path),
      [],
    );
  });
  it('no provider is named in the manifest but in what the build writes there', () => {
    const byHand = (path: string): string => readText(path).replaceAll(/"enum(Descriptions)?": \[[^\]]*\]/g, '');
    for (const path of ['package.json', 'package.nls.json']) assert.deepEqual(namesNoProvider({ path, text: byHand(path) }), []);
  });
  it('each provider has one file, named for its id', () => {
    assert.deepEqual(
      sources
        .filter(({ path }) => path.startsWith('src/providers/') && !path.endsWith('/index.ts'))
        .map(({ path }) => own(path).slice('providers/'.length))
        .sort(),
      [...ids].sort(),
    );
  });
});
