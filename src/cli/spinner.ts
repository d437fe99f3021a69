import { shortened } from '../core/text/plainText';
import type { Environment } from './environmentAccounts';

export interface SpinnerStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

const frames = ['|', '/', '-', '\\'] as const;
const frameMs = 100;
const hideCursor = '\u001b[?25l';
/** The line is emptied, and the cursor shown again. */
const cleared = '\r\u001b[2K\u001b[?25h';

/** Only for eyes that are there: no file, no pipe, no log of a build, no terminal that cannot move its cursor. */
export function canSpin({ TERM, CI = '' }: Environment, { isTTY }: SpinnerStream): boolean {
  return isTTY === true && TERM !== 'dumb' && (CI === '' || CI === 'false' || CI === '0');
}

/**
 * Draws a line that moves until it is stopped, which leaves no trace of it. What is done within a tenth of a second draws nothing.
 * However the process ends or pauses, the cursor is shown; only SIGINT is left to whoever started this, who stops it then.
 * @param isBusy a listener would hear of no signal for seconds, so there is none: the cursor is never hidden, and Ctrl+C ends at once
 */
export function startSpinner(stream: SpinnerStream, text: () => string, isBusy = false): { readonly stop: () => void } {
  let count = 0;
  const timer = setInterval(() => {
    const line = shortened(`${frames[count % frames.length]} ${text()}`, (stream.columns || 80) - 1);
    stream.write(`${isBusy ? '' : hideCursor}\r\u001b[2K${line}`);
    count += 1;
  }, frameMs);
  const clear = (): void => {
    if (count > 0) stream.write(cleared);
  };
  const pauseProcess = (): void => {
    clear();
    process.kill(process.pid, 'SIGSTOP');
  };
  const endBy = (signal: NodeJS.Signals): void => {
    stop();
    // Without a listener of ours it ends the process, as whoever sent it expects.
    process.kill(process.pid, signal);
  };
  const stop = (): void => {
    clearInterval(timer);
    clear();
    count = 0;
    process.off('exit', clear).off('SIGTSTP', pauseProcess).off('SIGTERM', endBy).off('SIGHUP', endBy);
  };
  process.on('exit', clear);
  if (!isBusy) process.on('SIGTSTP', pauseProcess).on('SIGTERM', endBy).on('SIGHUP', endBy);
  return { stop };
}
