import assert from 'node:assert/strict';
import { z } from 'zod';
import { thresholdsFrom } from '../../../src/core/accounts/thresholds';
import { definitionJsonSchema } from '../../../src/core/custom/definition';
import { defaultThresholds } from '../../../src/core/model/headline';
import * as providers from '../../../src/providers';
import { commandIds, hasAccountsKey, providersViewId, section, viewId, walkthroughId } from '../../../src/vscode/editor/ids';
import { settingsSchemas } from '../../support/settingsSchema';
import { readText, sourcesBelow } from '../../support/sources';

const Setting = z.looseObject({
  scope: z.string(),
  default: z.unknown(),
  order: z.number(),
  description: z.string().optional(),
  markdownDescription: z.string().optional(),
});
const Manifest = z.object({
  name: z.string(),
  displayName: z.string(),
  main: z.string(),
  engines: z.object({ vscode: z.string() }),
  activationEvents: z.array(z.string()),
  extensionKind: z.array(z.string()),
  capabilities: z.object({ untrustedWorkspaces: z.object({ supported: z.literal(true) }), virtualWorkspaces: z.literal(true) }),
  devDependencies: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()).optional(),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string(), icon: z.string().optional() })),
    configuration: z.array(z.object({ title: z.string(), order: z.number(), properties: z.record(z.string(), Setting) })),
    viewsContainers: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    viewsWelcome: z.array(z.object({ view: z.string() })),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(z.object({ media: z.object({ svg: z.string() }), completionEvents: z.array(z.string()) })),
      }),
    ),
    menus: z.record(z.string(), z.array(z.object({ command: z.string(), when: z.string().optional() }))),
  }),
});

const text = readText('package.json');
const json: unknown = JSON.parse(text);
const manifest = Manifest.parse(json);
const { contributes } = manifest;
const settings = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));
const words = z.record(z.string(), z.string()).parse(JSON.parse(readText('package.nls.json')));

/** Every text that VS Code shows, with its place. */
function shownTexts(node: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    const here = `${path}.${name}`;
    const isShown =
      /(^|\.)(title|description|errorMessage|markdownDescription|name|contents|patternErrorMessage|label)$/.test(here) ||
      // Names of providers are nobody's to translate.
      (/\.enumDescriptions\.\d+$/.test(here) && !/\.(provider|site)\.enumDescriptions/.test(here));
    return [...(typeof value === 'string' && isShown ? [[here, value] as const] : []), ...shownTexts(value, here)];
  });
}

describe('manifest', () => {
  it('asks for words of a row, whichever others stand beside them', () => {
    const rows = Object.values(contributes.menus).flat();
    assert.deepEqual(
      rows.filter(({ when }) => /viewItem == \w+\./.test(when ?? '')),
      [],
    );
  });
  it('offers exactly the commands that are registered, in their own name', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commandIds].sort());
    for (const { command, category } of contributes.commands)
      assert.deepEqual([command.startsWith('apiBalance.'), category], [true, 'API Balance']);
  });
  /** The palette takes those that have all words that were typed, and shows them by the alphabet. */
  it('has no command that comes before the one whose whole title was typed', () => {
    const titles = contributes.commands.map(({ title }) => words[title.replaceAll('%', '')] ?? '').sort((a, b) => a.localeCompare(b));
    const wordsOf = (title: string): readonly string[] => title.toLowerCase().split(/[^\p{L}]+/u);
    for (const title of titles)
      assert.equal(
        titles.find((one) => wordsOf(title).every((word) => wordsOf(one).includes(word))),
        title,
      );
  });
  it('names no command elsewhere that is not there', () => {
    const named = [...`${text}${Object.values(words).join('\n')}`.matchAll(/"command": "([^"]+)"|\(command:([\w.]+)/g)].map(
      ([, inMenu, inText]) => inMenu ?? inText ?? '',
    );
    const known: readonly string[] = commandIds;
    assert.deepEqual(
      named.filter((command) => !known.includes(command)),
      [],
    );
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(known.includes(command), command);
  });

  it('takes every text from package.nls.json, and leaves none there unused', () => {
    const places = shownTexts(contributes, 'contributes').filter(([, shown]) => shown !== 'API Balance');
    for (const [place, shown] of places) assert.match(shown, /^%[\w.]+%$/, place);
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
    for (const [key, word] of Object.entries(words)) assert.ok(word.trim() !== '' && !word.includes('!'), key);
  });

  // incident 31
  for (const [name, setting] of Object.entries(settings)) {
    it(`${name} is the person's alone, with a default and a description`, () => {
      assert.ok(name.startsWith(`${section}.`));
      // Logs are of one machine, so which may be read is never carried to another; no folder can say it either way.
      assert.equal(setting.scope, name === 'apiBalance.usage.tools' ? 'machine' : 'application');
      assert.ok('default' in setting && setting.default !== undefined);
      assert.ok((setting.description ?? setting.markdownDescription ?? '') !== '');
    });
  }

  it('has its settings in sections, each setting in one, in an order of their own', () => {
    const sections = contributes.configuration.map(({ title, order, properties }) => ({ title, order, names: Object.keys(properties) }));
    assert.deepEqual(
      sections.map(({ title }) => words[title.replaceAll('%', '')]),
      ['Accounts', 'Status Bar', 'Watching', 'Alerts', 'Messages', 'Overview', 'History', 'Usage'],
    );
    assert.deepEqual(
      sections.map(({ order }) => order),
      sections.map((_section, index) => index + 1),
    );
    assert.equal(Object.keys(settings).length, sections.flatMap(({ names }) => names).length);
    for (const { properties } of contributes.configuration)
      assert.deepEqual(
        Object.values(properties).map(({ order }) => order),
        Object.keys(properties).map((_name, index) => index + 1),
      );
  });
  it('has the thresholds that count without a setting as the default of the setting', () =>
    assert.deepEqual(
      thresholdsFrom(z.record(z.string(), z.string()).parse(settings['apiBalance.lowBalance']?.default)),
      defaultThresholds,
    ));

  // incident 27
  it('has no setting that could hold a key', () => {
    assert.deepEqual(
      Object.keys(settings).filter((name) => /key|token|secret|password/i.test(name)),
      [],
    );
  });
  it('completes and checks lists of entries by the schema that reads them', () => {
    for (const [list, { items, texts }] of Object.entries(settingsSchemas())) {
      assert.deepEqual(settings[`apiBalance.${list}`]?.['items'], items);
      const generated = Object.entries(words).filter(([name]) => name.startsWith(`setting.${list}.`));
      assert.deepEqual(Object.fromEntries(generated), texts);
    }
  });
  it('knows every provider and site of an account', () => {
    const items = settings['apiBalance.accounts']?.['items'];
    const Choice = z.object({ enum: z.array(z.string()), enumDescriptions: z.array(z.string()) });
    const { provider, site } = z.object({ properties: z.object({ provider: Choice, site: Choice }) }).parse(items).properties;
    assert.deepEqual(
      provider.enum,
      Object.values(providers).map(({ id }) => id),
    );
    assert.deepEqual([provider.enumDescriptions.length, site.enumDescriptions.length], [provider.enum.length, site.enum.length]);
  });
  it('has the schema of descriptions as they are read', () => {
    assert.deepEqual(JSON.parse(readText('docs/definition.schema.json')), definitionJsonSchema());
  });

  it('draws the walkthrough in colours of the theme, each with another one where a theme has none', () => {
    for (const { media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const picture = readText(media.svg);
      // The policy of the editor's page takes colours in attributes alone, and one that is not defined is drawn in black.
      assert.doesNotMatch(picture, /style=|<style|#[0-9a-f]{3,6}\b/i, media.svg);
      const bare = [...picture.matchAll(/var\((--vscode-[\w-]+)\)/g)].map(([, name]) => name);
      assert.deepEqual([...new Set(bare)].sort(), ['--vscode-font-family', '--vscode-foreground'], media.svg);
      for (const [paint] of picture.matchAll(/(?:fill|stroke)="[^"]*"/g)) assert.match(paint, /"(none|var\(.*\))"/, media.svg);
    }
  });
  it('ticks off the steps of the walkthrough by what there is', () => {
    const named: readonly string[] = [
      ...commandIds.map((id) => `onCommand:${id}`),
      ...Object.keys(settings).map((name) => `onSettingChanged:${name}`),
    ];
    for (const { completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps))
      assert.ok(completionEvents.some((event) => named.includes(event) || event === `onContext:${hasAccountsKey}`));
    assert.equal(walkthroughId, `api-balance.api-balance#${contributes.walkthroughs[0]?.id}`);
  });

  it('starts, runs and is trusted as designed', () => {
    // incident 46
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    assert.deepEqual([manifest.name, manifest.displayName, manifest.main], ['api-balance', 'API Balance', './dist/extension.js']);
    // incident 45
    assert.equal(manifest.dependencies, undefined, 'everything is bundled');
  });
  it('builds against the oldest VS Code it promises to run in', () => {
    assert.equal(manifest.engines.vscode, '^1.105.0');
    assert.equal(manifest.devDependencies['@types/vscode'], '~1.105.0');
  });
  it('has the accounts, with a welcome, and more providers in one container', () => {
    assert.deepEqual(
      [Object.keys(contributes.views), contributes.views[viewId]?.map(({ id }) => id), contributes.viewsWelcome.map(({ view }) => view)],
      [[viewId], [viewId, providersViewId], [viewId]],
    );
    assert.deepEqual(
      contributes.viewsContainers['activitybar']?.map(({ id }) => id),
      [viewId],
    );
  });
});

describe('texts in the code', () => {
  /** The bridge to VS Code itself, and hints that stand as literals in a provider's file or a table. */
  const exceptions = [
    'src/vscode/editor/translation.ts: l10n.t(message',
    'src/core/provider/keyShape.ts: t(lookalike.hint',
    'src/core/provider/keyShape.ts: t(refusal',
    'src/core/views/errorText.ts: t(error.hint',
    'src/vscode/commands/addDatabase.ts: t(databaseFaultText(read.fault',
    'src/vscode/commands/shareHistory.ts: t(databaseFaultText(read.fault',
  ];
  const dynamic = ({ path, text: source }: { readonly path: string; readonly text: string }): readonly string[] =>
    [...source.matchAll(/(?<![\w$])(?:l10n\.)?t\((?!\s*'(?:[^'\\\n]|\\.)+'\s*[,)])[^,)]*/g)].map(([call]) => `${path}: ${call}`);

  it('are literals, so that a translator finds them all', () => {
    assert.deepEqual(
      sourcesBelow('src')
        .flatMap(dynamic)
        .filter((call) => !exceptions.includes(call)),
      [],
    );
    for (const call of ['t(message)', 't(`a`)', "t('a' + b)", 'l10n.t(x)'])
      assert.equal(dynamic({ path: 'a', text: call }).length, 1, call);
    for (const call of ["t('a')", "t('it\\'s', { a })", 'at(x)', 'split(x)'])
      assert.equal(dynamic({ path: 'a', text: call }).length, 0, call);
  });
});
