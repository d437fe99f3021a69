import { join } from 'node:path';
import type { Known } from '../core/config/readConfig';
import { historyFileName } from '../core/history/historyFileName';
import type { ReadSources } from '../mcp/mcpPorts';
import { ownConfigFile, readConfigFile } from './configFile';
import type { Environment } from './environmentAccounts';
import type { McpArguments } from './mcpArguments';

/** What the server tells of, read anew for each answer. A path that nobody named, such as that of a home, is not told to a client. */
export function mcpSources({ configFile, historyFile }: McpArguments, known: Known, environment: Environment): ReadSources {
  // A history that is named stands for itself: its accounts are not those of this machine.
  const file = configFile ?? (historyFile === undefined ? ownConfigFile(environment) : null);
  if (file === null)
    return historyFile === undefined ? { ok: false, reason: nothingNamed } : { ok: true, sources: { config: null, historyFile } };
  const read = readConfigFile(file, known);
  if (!read.ok) return { ok: false, reason: configFile === undefined ? read.reason.replaceAll(file, ownConfig) : read.reason };
  const { config } = read;
  const { folder } = config.history;
  return { ok: true, sources: { config, historyFile: historyFile ?? (folder === null ? null : join(folder, historyFileName)) } };
}

const ownConfig = 'of your own (config.json)';
const nothingNamed =
  'There is nothing to tell of: start this server with --config FILE, a configuration that names a history, or with --file and the ' +
  'history.sqlite of the editor.';
