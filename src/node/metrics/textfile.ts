import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { TextfileFault } from '../../core/metrics/metricsFaults';

const faultOf: ReadonlyMap<unknown, TextfileFault> = new Map([
  ['ENOENT', 'noFolder'],
  ['ENOTDIR', 'noFolder'],
  ['EACCES', 'noRights'],
  ['EPERM', 'noRights'],
  ['EROFS', 'noRights'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
]);

/** The collector runs as another user. */
const mode = 0o644;

/**
 * Writes beside and renames, so that the collector reads the text before or this one, whole. What is written meanwhile has another
 * ending, since the collector reads every `*.prom` of its folder. The folder is the collector's, and is not made here.
 * @see https://github.com/prometheus/node_exporter#textfile-collector
 */
export function writeTextfile(file: string, text: string): TextfileFault | null {
  if (!file.endsWith('.prom')) return 'wrongEnding';
  if (!isAbsolute(file)) return 'notAbsolute';
  const beside = `${file}.${randomUUID().slice(0, 8)}.tmp`;
  let isBeside = false;
  try {
    // Never through what somebody else put there.
    const descriptor = openSync(beside, 'wx', mode);
    isBeside = true;
    fill(descriptor, text);
    renameSync(beside, file);
    return null;
  } catch (error) {
    if (isBeside) removeLeft(beside);
    return (error instanceof Error && 'code' in error ? faultOf.get(error.code) : undefined) ?? 'notWritable';
  }
}

/** With these rights, whatever the process's mask takes off. */
function fill(descriptor: number, text: string): void {
  try {
    fchmodSync(descriptor, mode);
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function removeLeft(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // A disk that takes nothing any more, not even that: the collector does not read what ends so, and the fault is told.
  }
}
