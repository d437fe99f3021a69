/**
 * The first file of the program, so that an older Node says what is needed rather than which word of the rest it does not know.
 * `node:sqlite` is there without a flag from Node 22.13.
 * @see https://nodejs.org/api/sqlite.html
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 13)) void import('./main');
else {
  process.stderr.write(`api-balance needs Node 22.13 or newer, and this is ${process.version}. A newer one is at https://nodejs.org.\n`);
  process.exitCode = 1;
}
