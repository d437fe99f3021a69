import { closeSync, constants, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';

const mostBytes = 5 * 1024 * 1024;

export type BalanceLogFault = 'notAbsolute' | 'notAFile' | 'notWritable';

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
    const text = lines.map((line) => `${line}\n`).join('');
    if (stat.size > 0 && stat.size + Buffer.byteLength(text) > limit) {
      closeSync(descriptor);
      descriptor = undefined;
      // Another window may have set it aside meanwhile.
      if (statSync(file).ino === stat.ino) renameSync(file, `${file}.1`);
      return appendBalanceLog(file, lines, Infinity);
    }
    writeSync(descriptor, text);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR' ? 'notAFile' : 'notWritable';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
