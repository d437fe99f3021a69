import { homedir } from 'node:os';
import { join } from 'node:path';

/** Compiled, this file is out/test/workbench/paths.js. */
export const repoRoot = join(__dirname, '..', '..', '..');

export const nodeFolder = join(repoRoot, 'node_modules', 'node');

export const toolNode = join(nodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

export function cacheFolder(): string {
  const { API_BALANCE_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own !== undefined && own !== '') return own;
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'api-balance');
}
