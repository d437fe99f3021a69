import { join } from 'node:path';
import type { Known } from '../core/config/readConfig';
import { historyFileName } from '../core/history/historyFileName';
import { ownConfigFile, readConfigFile } from './configFile';
import type { Environment } from './environmentAccounts';

/** Which history a command is about. */
export interface HistorySource {
  /** null: that of the configuration. */
  readonly file: string | null;
  readonly configFile?: string;
}

export type FoundHistory = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: string };

/** The file that was named, or the one that a watch writes by its configuration. */
export function historyFile(command: string, { file, configFile }: HistorySource, known: Known, environment: Environment): FoundHistory {
  if (file !== null) return { ok: true, file };
  const config = configFile ?? ownConfigFile(environment);
  if (config === null)
    return {
      ok: false,
      reason: `${command} needs a path: of a history database, or of a JSON export of it. With --config it is the history of that configuration.`,
    };
  const read = readConfigFile(config, known);
  if (!read.ok) return { ok: false, reason: read.reason };
  const { folder } = read.config.history;
  return folder === null
    ? { ok: false, reason: `The configuration ${config} names no "folder" of a "history", so ${command} has nothing to read.` }
    : { ok: true, file: join(folder, historyFileName) };
}
