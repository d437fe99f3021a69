import { maySay } from '../core/text/maySay';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { existsSync } from 'node:fs';
import { readConfig, type Known } from '../core/config/readConfig';
import type { Config } from '../core/config/config';
import { textOfBytes } from '../core/text/jsonText';
import type { Environment } from './environmentAccounts';
import { readBytes } from './readBytes';

export interface UnusableConfig {
  readonly ok: false;
  readonly reason: string;
  /** What could be read all the same; null: nothing. */
  readonly readable: Config | null;
}

export type ReadConfigFile = { readonly ok: true; readonly config: Config } | UnusableConfig;

/** Where a configuration is looked for when none is named; null where there is none. @see https://specifications.freedesktop.org/basedir-spec/ */
export function ownConfigFile(environment: Environment): string | null {
  const { XDG_CONFIG_HOME: folder = '' } = environment;
  // A path that is not whole is to be ignored.
  const file = join(isAbsolute(folder) ? folder : join(homedir(), '.config'), 'api-balance', 'config.json');
  return existsSync(file) ? file : null;
}

export function readConfigFile(file: string, known: Known): ReadConfigFile {
  const bytes = readBytes(file);
  if (bytes === null)
    return { ok: false, reason: `The configuration ${maySay(file) ? `${file} ` : ''}could not be read. Nothing was sent.`, readable: null };
  const read = readConfig(textOfBytes(bytes), known);
  if (read.ok) return read;
  return { ok: false, reason: unusable(file, read.reasons), readable: read.readable };
}

/** Why a configuration is refused: a line for each mistake in it. */
export function unusable(file: string, reasons: readonly string[]): string {
  const heading = `The configuration ${file} cannot be used, so nothing was sent:`;
  return [heading, ...reasons.map((reason) => `  ${reason}`)].join('\n');
}
