/**
 * What we never need of undici: sockets, events, cookies, caches, stand-ins for tests, and the second copy of its parser, which is faster by
 * what no answer of a few kilobytes shows. Where that one is not to be had, undici takes the first by itself. Each must be found, so
 * that another version is looked at anew.
 * @see https://github.com/nodejs/undici/blob/v7.30.2/lib/dispatcher/client-h1.js `lazyllhttp`
 */
const instead = {
  parser: "throw new Error('There is one parser here');",
  mock: 'module.exports = {};',
  websocket: 'module.exports = {};',
  eventsource: 'module.exports = {};',
  cookies: 'module.exports = {};',
  interceptor: 'module.exports = {};',
  // Its index makes one of them.
  cache: 'module.exports = { CacheStorage: class {} };',
};

export const undiciParts = {
  name: 'undici-parts',
  setup(build) {
    const found = new Set();
    build.onResolve({ filter: /^\.\/lib\/|llhttp_simd-wasm/ }, ({ path, importer }) => {
      if (!/[\\/]undici[\\/](index|lib[\\/]dispatcher[\\/]client-h1)\.js$/.test(importer)) return undefined;
      const part = path.includes('llhttp_simd') ? 'parser' : (/^\.\/lib\/(?:web\/)?(\w+)/.exec(path)?.[1] ?? '');
      if (!Object.hasOwn(instead, part)) return undefined;
      found.add(part);
      return { path: part, namespace: 'undici-parts' };
    });
    build.onLoad({ filter: /./, namespace: 'undici-parts' }, ({ path }) => ({ contents: instead[path], loader: 'js' }));
    build.onEnd(({ errors }) => {
      const lost = Object.keys(instead).filter((part) => !found.has(part));
      if (errors.length === 0 && lost.length > 0)
        throw new Error(`undici has no ${lost.join(', ')} any more: look at scripts/undiciParts.mjs`);
    });
  },
};
