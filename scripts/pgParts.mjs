/**
 * What we never need of pg: its other driver, which is written in C, its pool, and a file of passwords in the home, which nobody told us to
 * read. Each must be found, so that another version is looked at anew.
 */
const instead = {
  './native': "throw new Error('There is one driver here');",
  'pg-pool': 'module.exports = class {};',
  // As where the file has no password for this server.
  pgpass: 'module.exports = (_connection, done) => done(undefined);',
};

export const pgParts = {
  name: 'pg-parts',
  setup(build) {
    const found = new Set();
    build.onResolve({ filter: /^(\.\/native|pg-pool|pgpass)$/ }, ({ path, importer }) => {
      if (!/[\\/]pg[\\/]lib[\\/]/.test(importer)) return undefined;
      found.add(path);
      return { path, namespace: 'pg-parts' };
    });
    build.onLoad({ filter: /./, namespace: 'pg-parts' }, ({ path }) => ({ contents: instead[path], loader: 'js' }));
    build.onEnd(({ errors }) => {
      const lost = Object.keys(instead).filter((name) => !found.has(name));
      if (errors.length === 0 && lost.length > 0) throw new Error(`pg has no ${lost.join(', ')} any more: look at scripts/pgParts.mjs`);
    });
  },
};
