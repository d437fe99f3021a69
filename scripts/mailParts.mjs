/**
 * What our mails never need of nodemailer: its table of file types, two fifths of the bundle, and what fetches files from addresses. A mail
 * of ours is text without a file. Each must be found, so that another version is looked at anew.
 */
const noFetch = `export default function nmfetch() {
  throw new Error('Nothing is fetched for a mail');
}
`;
const noTypes = `export function detectMimeType() {
  return 'application/octet-stream';
}
export function detectExtension() {
  return 'bin';
}
`;

export const mailParts = {
  name: 'mail-parts',
  setup(build) {
    const instead = { types: noTypes, fetch: noFetch };
    const found = new Set();
    build.onResolve({ filter: /\/(mime-types(\.js)?|fetch\/index\.js)$/ }, ({ path, importer }) => {
      if (!/[\\/]nodemailer[\\/]/.test(importer)) return undefined;
      const part = path.includes('mime-types') ? 'types' : 'fetch';
      found.add(part);
      return { path: part, namespace: 'mail-parts' };
    });
    build.onLoad({ filter: /./, namespace: 'mail-parts' }, ({ path }) => ({ contents: instead[path], loader: 'js' }));
    build.onEnd(({ errors }) => {
      const lost = Object.keys(instead).filter((part) => !found.has(part));
      if (errors.length === 0 && lost.length > 0) throw new Error(`nodemailer has lost ${lost.join(', ')}: look at scripts/mailParts.mjs`);
    });
  },
};
