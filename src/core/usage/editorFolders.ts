import type { Machine } from './usageReader';

/** Editors that are built on VS Code, by the names of their folders. */
const editors = [
  'Code',
  'Code - Insiders',
  'Code - OSS',
  'VSCodium',
  'VSCodium - Insiders',
  'Cursor',
  'Windsurf',
  'Windsurf - Next',
  'Trae',
  'Trae CN',
  'Kiro',
  'Positron',
  'Antigravity',
  'Antigravity IDE',
  'Qoder',
] as const;
/**
 * By the middle of `.cursor-server`.
 * @see https://github.com/posit-dev/positron/blob/000ed44/product.json `serverDataFolderName`
 * @see https://github.com/gitpod-io/openvscode-server/blob/01dac51/product.json
 */
const servers = [
  'vscode',
  'vscodium',
  'cursor',
  'windsurf',
  'trae',
  'trae-cn',
  'kiro',
  'positron',
  'antigravity',
  'antigravity-ide',
  'qoder',
  'openvscode',
] as const;
const sandboxed = { 'com.visualstudio.code': 'Code', 'com.vscodium.codium': 'VSCodium' } as const;

/**
 * Where editors keep what belongs to an extension and to no folder that is worked in, on every system, and on a machine that is worked on
 * from another one. A portable editor keeps it beside itself, where nobody else can know of it.
 * @param extension publisher and name in lower case, as folders are named
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/platform/environment/node/userDataPath.js
 */
export function editorFolders({ home, variable }: Machine, extension: string): readonly string[] {
  const named = [variable('XDG_CONFIG_HOME'), variable('APPDATA')].flatMap((folder) => folder?.replaceAll('\\', '/') ?? []);
  const settings = new Set([...named, `${home}/.config`, `${home}/Library/Application Support`, `${home}/AppData/Roaming`]);
  const ofEditors = [...settings].flatMap((folder) => editors.map((editor) => `${folder}/${editor}`));
  const ofServers = [
    ...servers.map((server) => `.${server}-server/data`),
    '.vscode-server-insiders/data',
    '.vscode-remote/data',
    '.local/share/code-server',
  ].map((folder) => `${home}/${folder}`);
  const ofSandboxes = Object.entries(sandboxed).map(([id, editor]) => `${home}/.var/app/${id}/config/${editor}`);
  return [...ofEditors, ...ofServers, ...ofSandboxes].map((folder) => `${folder}/User/globalStorage/${extension}`);
}
