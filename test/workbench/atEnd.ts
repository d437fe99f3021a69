type Undo = () => unknown;

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const undos: Undo[] = [];
let ending: Promise<never> | undefined;
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  // Not `once`: a signal may come twice, from the terminal and from a parent, and the second must not cut the first one's work short.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => void endProcess(codes[signal]));
}

async function undoAll(code: number): Promise<never> {
  // What is begun meanwhile is undone as well: the loop looks again after each wait.
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}

/** For what must not outlive this process: undone, the newest first, when a signal ends it. Returns how to take it off the list. */
export function undoAtEnd(undo: Undo): () => void {
  listen();
  undos.push(undo);
  return () => {
    const at = undos.lastIndexOf(undo);
    if (at >= 0) undos.splice(at, 1);
  };
}

/** Undoes all that is left to undo, then ends this process. */
export function endProcess(code: number): Promise<never> {
  ending ??= undoAll(code);
  return ending;
}

/** What fails from now on fails because it was stopped. */
export function isEnding(): boolean {
  return ending !== undefined;
}
