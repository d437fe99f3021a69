import * as vscode from 'vscode';
import type { Send } from '../../core/provider/transport';

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('API Balance', { log: true });
}

/** Every request leaves one line: host, status, time taken, why. That is the proof that nothing else was sent. */
export function logged(send: Send, log: vscode.LogOutputChannel, why: string): Send {
  return async (request, signal) => {
    const started = performance.now();
    const line = (result: string): void =>
      log.info(`${request.method} ${new URL(request.url).host} ${result} ${Math.round(performance.now() - started)} ms (${why})`);
    try {
      const exchange = await send(request, signal);
      line(exchange.ok ? String(exchange.status) : exchange.kind);
      return exchange;
    } catch (error) {
      line(signal.aborted ? 'cancelled' : 'fault');
      throw error;
    }
  };
}

/** A bug, told with its stack but without its message: messages of a client can quote a header, and with it a key. */
export function logFault(log: vscode.LogOutputChannel, where: string, error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  log.error([`${where}: ${error instanceof Error ? error.name : 'fault'}`, ...frames].join('\n'));
}
