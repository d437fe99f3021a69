import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

/** zod stands once beside the bundles that share it, with those parts alone that our files name: it is a fifth of each of them. */
export const zodOutside = {
  name: 'zod-outside',
  setup(build) {
    build.onResolve({ filter: /^zod$/ }, () => ({ path: './zod', external: true }));
  },
};

/** Schemas are made JSON by the build alone: what does that is a sixth of zod. */
const madeByBuild = ['toJSONSchema'];
/** Names of types, two of which are functions by the same name as well. */
const ofTypes = ['core', 'input', 'output'];

/** Types of it are also names with a capital, such as `ZodType`; none of these is called but the error. */
async function namedParts() {
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(root, 'src', file), 'utf8')));
  const zod = await import('zod');
  const named = texts.flatMap((text) => [...text.matchAll(/\bz\s*\.(\w+)/g)].map(([, name = '']) => name));
  return [...new Set(named)].filter((name) => ![...ofTypes, ...madeByBuild].includes(name) && Object.hasOwn(zod, name)).sort();
}

/** What the bundle of this name is made of. */
export const zodPart = {
  name: 'zod-part',
  setup(build) {
    build.onResolve({ filter: /^zod-part$/ }, ({ path }) => ({ path, namespace: 'zod-part' }));
    build.onLoad({ filter: /./, namespace: 'zod-part' }, async () => ({
      contents: `export { ${(await namedParts()).join(', ')} } from 'zod';`,
      resolveDir: root,
    }));
    // Every sentence that a person meets is ours.
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]en\.js$/ }, () => ({ contents: 'export default () => ({});' }));
    build.onLoad({ filter: /[\\/](to-json-schema|json-schema-processors)\.js$/ }, async ({ path }) => {
      const names = [...(await readFile(path, 'utf8')).matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      if (names.length === 0) throw new Error('zod makes JSON schemas elsewhere by now: look at scripts/zodPart.mjs');
      return { contents: names.map((name) => `export const ${name} = () => undefined;`).join('\n') };
    });
  },
};
