import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Known } from '../core/config/readConfig';
import { historyFileName } from '../core/history/historyFileName';
import { maySay } from '../core/text/maySay';
import { oneLine } from '../core/text/plainText';
import { ownConfigFile, readConfigFile } from './configFile';
import type { Environment } from './environmentAccounts';

/** Which history a command is about. */
export interface HistorySource {
  /** null: that of the configuration. */
  readonly file: string | null;
  readonly configFile?: string;
}

export function sourceOf(file: string | undefined, config: string | undefined): HistorySource {
  return { file: file ?? null, ...(config === undefined ? {} : { configFile: config }) };
}

export type FoundHistory = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: string };

/** The file that was named, or the one that a watch writes by its configuration. */
export function historyFile(command: string, { file, configFile }: HistorySource, known: Known, environment: Environment): FoundHistory {
  if (file !== null) return there(file);
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
    : there(join(folder, historyFileName));
}

/** All commands say the same of a file that is not there, with its name: a word that was typed for something else was taken for one. */
function there(file: string): FoundHistory {
  if (file === '-' || isThere(file)) return { ok: true, file };
  const name = maySay(file) ? oneLine(file) : 'that was named';
  const makers = '"watch" and "import-log" make it in the folder that the configuration names; the editor exports one';
  return { ok: false, reason: `The history ${name} does not exist: ${makers}.` };
}

/** What cannot be looked at is left to whoever reads it, who says why. */
function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
