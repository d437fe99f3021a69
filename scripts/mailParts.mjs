/**
 * What our mails never need of nodemailer: its table of file types, two fifths of the bundle. A mail of ours is text without a file.
 * It must be found, so that another version is looked at anew.
 */
const instead = `export function detectMimeType() {
  return 'application/octet-stream';
}
export function detectExtension() {
  return 'bin';
}
`;

export const mailParts = {
  name: 'mail-parts',
  setup(build) {
    let isFound = false;
    build.onResolve({ filter: /\/mime-types(?:\.js)?$/ }, ({ path, importer }) => {
      if (!/[\\/]nodemailer[\\/]/.test(importer)) return undefined;
      isFound = true;
      return { path, namespace: 'mail-parts' };
    });
    build.onLoad({ filter: /./, namespace: 'mail-parts' }, () => ({ contents: instead, loader: 'js' }));
    build.onEnd(({ errors }) => {
      if (errors.length === 0 && !isFound) throw new Error('nodemailer has no table of file types any more: look at scripts/mailParts.mjs');
    });
  },
};
