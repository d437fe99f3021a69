import { readFile } from 'node:fs/promises';

/** What documents alone say of a provider's evidence, page and traps: the program needs its grade. */
export const providerParts = {
  name: 'provider-parts',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]providers[\\/]\w+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        contents: source.replace(/ {2}evidence: \{\s*grade: ('\w+'),[^]*?\n {2}\},\n/, '  evidence: { grade: $1 },\n'),
        loader: 'ts',
      };
    });
  },
};
