import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UsageReader } from '../../../../src/core/usage/usageReader';
import { textAt, listAt } from '../../../../src/core/usage/fields';
import { placesOf } from '../../../../src/node/usage/placesOf';
import { scratchFolder, type ScratchFolder } from '../../../workbench/scratchFolder';

const reader: UsageReader = {
  id: 'tool',
  name: 'Tool',
  rules: 1,
  places: ({ home }) => ['', `${home}/.tool`, `${home}/.tool/../.tool`],
  listed: {
    lists: ({ home }) => [`${home}/.tool/projects.json`],
    folders: (list) => listAt(list, 'projects').flatMap((project) => textAt(project, 'folder') ?? []),
  },
  sources: [],
};

describe('folders of a tool', () => {
  let scratch: ScratchFolder;
  let home: string;
  const made = (...names: readonly string[]): string => {
    const folder = join(home, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const list = (...folders: readonly string[]): void => {
    made('.tool');
    writeFileSync(join(home, '.tool', 'projects.json'), JSON.stringify({ projects: folders.map((folder) => ({ folder })) }));
  };
  const places = (isConfined: boolean): readonly string[] =>
    placesOf(reader, { home, variable: () => undefined, isConfined }).map((place) => place.replace(realpathSync(dirname(home)), ''));
  beforeEach(() => {
    scratch = scratchFolder('api-balance-places-');
    home = join(scratch.path, 'home');
    made();
  });
  afterEach(() => scratch.remove());

  it('are those that are there, each once, and none of no name', () => {
    assert.deepEqual(places(false), []);
    made('.tool');
    assert.deepEqual(places(false), ['/home/.tool']);
  });
  it('are also those of its list, wherever they are, if they are named as a whole', () => {
    mkdirSync(join(scratch.path, 'elsewhere'));
    list(join(scratch.path, 'elsewhere'), 'elsewhere', join(scratch.path, 'gone'));
    assert.deepEqual(places(false), ['/home/.tool', '/elsewhere']);
  });
  it('are below the home alone where that stands for one, found by the last names that are there', () => {
    mkdirSync(join(scratch.path, 'elsewhere'));
    made('shop', '.tool');
    made('dev', 'shop', '.tool');
    made('work', 'app');
    list(join(scratch.path, 'elsewhere'), '/home/dev/shop/.tool', 'C:\\Users\\dev\\work\\app', '/gone/../../elsewhere', '/etc');
    assert.deepEqual(places(true), ['/home/.tool', '/home/dev/shop/.tool', '/home/work/app']);
  });
  it('are those that a link of the person’s own leads to', function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(join(scratch.path, 'elsewhere'));
    symlinkSync(join(scratch.path, 'elsewhere'), join(home, '.tool'));
    assert.deepEqual(places(false), ['/elsewhere']);
  });
  it('are those it knows by itself where the list is none', () => {
    made('.tool');
    writeFileSync(join(home, '.tool', 'projects.json'), '{"projects": [');
    assert.deepEqual(places(false), ['/home/.tool']);
  });
});
