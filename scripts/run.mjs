import { spawn } from 'node:child_process';

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const mostToEndMs = 40_000;
const isWindows = process.platform === 'win32';
/** How each program that runs now is sent a signal. */
const running = new Set();
let endWith;

function endIfAlone() {
  if (endWith !== undefined && running.size === 0) process.exit(endWith);
}

// Who ends this process ends what it started, and this process is the last to go: a shell's prompt comes back when all is cleared away.
function endBy(signal) {
  // It may come twice, from the terminal and from who started us.
  if (endWith !== undefined) return;
  endWith = codes[signal];
  for (const send of running) send(signal);
  endIfAlone();
}

for (const signal of Object.keys(codes)) process.on(signal, () => endBy(signal));

// npm starts a shell, and the shell starts us. A signal to npm alone ends the shell and stops there, so the shell's end is the word.
const parent = process.ppid;
if (process.env['npm_lifecycle_event'] !== undefined && !isWindows) {
  setInterval(() => {
    if (process.ppid !== parent) endBy('SIGTERM');
  }, 500).unref();
}

/** The console of Windows tells every process of it, and a signal sent there would kill before anything is cleared away. */
function sendTo(child, group, signal) {
  if (isWindows) return;
  try {
    process.kill(group ? -child.pid : child.pid, signal);
  } catch {
    // It is gone already.
  }
}

/**
 * Runs a program to its end and returns its exit code and what it printed, as far as that was piped.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ group?: boolean, slowToEnd?: string, echo?: boolean } & import('node:child_process').SpawnOptions} options
 *   `group`: signals go to all that it starts; `slowToEnd`: said once it was sent one, where it takes its time;
 *   `echo`: what is piped is printed as well
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(file, args, options = {}) {
  const { group = false, slowToEnd, echo = false, ...spawning } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { detached: group && !isWindows, ...spawning });
    const send = (signal) => {
      sendTo(child, group, signal);
      if (slowToEnd === undefined) return;
      console.log(slowToEnd);
      setTimeout(() => sendTo(child, group, 'SIGKILL'), mostToEndMs).unref();
    };
    running.add(send);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        if (echo) process.stdout.write(chunk);
      });
    }
    child.once('error', (error) => {
      running.delete(send);
      reject(error);
    });
    child.once('close', (code, signal) => {
      running.delete(send);
      endIfAlone();
      resolve({ code: code ?? codes[signal] ?? 1, output });
    });
  });
}
