import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../core/config/config';
import { certificateFaultText } from '../core/provider/certificateFault';
import { placeText } from './configChannels';
import { secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';
import { sharedSetup } from './sharedSetup';

/** What it names beside keys and channels, and is not there or cannot be written: a line for each. */
export function missingPlaces({ accounts, history, log, metrics }: Config, sources: KeySources): readonly string[] {
  const secrets = accounts.flatMap(({ account: { id }, secrets: places }) =>
    Object.entries(places)
      .filter(([, place]) => secretAt(place, sources) === '')
      .map(([name, place]) => `${id}: the secret "${name}" is not there: ${placeText(place)} holds none`),
  );
  const certificates = [...accounts.map(({ account }) => certificateFileOf(account.definition)), ...sharedFilesOf(history, sources)]
    .filter((file) => file !== null)
    .flatMap((file) => {
      const fault = sources.certificateFault(file);
      return fault === null ? [] : [certificateFaultText(file, fault)];
    });
  const unwritable = [
    ...(history.folder === null || canMake(history.folder) ? [] : [{ of: 'history', folder: history.folder }]),
    ...(log === null || canMake(dirname(resolve(log))) ? [] : [{ of: 'log', folder: dirname(resolve(log)) }]),
    // The folder of the collector is made by nobody else.
    ...(metrics.file === null || isWritable(dirname(metrics.file)) ? [] : [{ of: 'metrics', folder: dirname(metrics.file) }]),
  ];
  // What several have in common is told once.
  const folders = [...new Set(unwritable.map(({ folder }) => folder))].map((folder) => {
    const names = unwritable.filter((one) => one.folder === folder).map(({ of }) => of);
    return `The folder of the ${names.join(' and the ')}, ${folder}, cannot be written`;
  });
  const suffix =
    metrics.file === null || metrics.file.endsWith('.prom')
      ? []
      : ['The file of metrics must end in .prom, or the collector does not read it'];
  return [...new Set([...secrets, ...certificates, ...folders, ...suffix])];
}

function certificateFileOf(definition: unknown): string | null {
  if (typeof definition !== 'object' || definition === null || !('sslrootcert' in definition)) return null;
  const { sslrootcert: file } = definition;
  return typeof file === 'string' && file !== 'system' ? file : null;
}

/** That of the configuration, or of a connection string that can be read. */
function sharedFilesOf(history: Config['history'], sources: KeySources): readonly (string | null)[] {
  const read = sharedSetup(history, sources);
  return [history.certificateFile, ...((read.ok && read.shared) || []).map(({ rootCertificates }) => rootCertificates ?? null)];
}

/** It is there, or can be made. */
function canMake(folder: string): boolean {
  const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined;
  return isThere || dirname(folder) === folder ? isWritable(folder) : canMake(dirname(folder));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
