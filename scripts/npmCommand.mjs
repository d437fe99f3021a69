/** npm's own script where npm started us, so that Windows' npm.cmd needs no shell. */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return { file: process.execPath, before: [script], shell: false };
  return { file: 'npm', before: [], shell: process.platform === 'win32' };
}
