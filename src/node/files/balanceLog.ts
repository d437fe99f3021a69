import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import type { BalanceLogFault } from '../../core/notify/balanceLogLines';

const mostBytes = 5 * 1024 * 1024;

const faultOf: ReadonlyMap<unknown, BalanceLogFault> = new Map([
  ['EISDIR', 'notAFile'],
  ['EACCES', 'noRights'],
  ['EPERM', 'noRights'],
  ['EROFS', 'noRights'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
]);

/** Adds lines to a text file, which is set aside as `<file>.1` once it is full. Several windows may write: each line is one append. */
export function appendBalanceLog(file: string, lines: readonly string[], limit = mostBytes): BalanceLogFault | null {
  if (!isAbsolute(file)) return 'notAbsolute';
  let descriptor: number | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // A pipe would otherwise hold the editor until somebody reads it.
    descriptor = openSync(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK, 0o600);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return 'notAFile';
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    if (stat.size > 0 && stat.size + text.length > limit) {
      closeSync(descriptor);
      descriptor = undefined;
      // Another window may have set it aside meanwhile.
      if (statSync(file).ino === stat.ino) renameSync(file, `${file}.1`);
      return appendBalanceLog(file, lines, Infinity);
    }
    writeWhole(descriptor, text, stat.size);
    return null;
  } catch (error) {
    return (error instanceof Error && 'code' in error ? faultOf.get(error.code) : undefined) ?? 'notWritable';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A disk that is full takes the beginning of a line and says so only when asked for the rest. */
function writeWhole(descriptor: number, text: Uint8Array, before: number): void {
  let written = 0;
  try {
    while (written < text.length) written += writeSync(descriptor, text, written);
  } catch (error) {
    // Half a line goes away again, unless another window wrote behind it.
    if (written > 0 && fstatSync(descriptor).size === before + written) ftruncateSync(descriptor, before);
    throw error;
  }
}
