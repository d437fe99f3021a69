import * as vscode from 'vscode';
import { isRequestFailure, requestLine, type RequestEnd, type RequestReason } from '../../core/provider/requestLine';
import type { SendMail } from '../../core/notify/outgoingMail';
import { isMailFailure, mailLine, type MailEnd } from '../../core/notify/mailLine';
import type { Send } from '../../core/provider/transport';

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('API Balance', { log: true });
}

/** Every request leaves one line, a failure as a warning. That is the proof that nothing else was sent. */
export function logged(send: Send, log: vscode.LogOutputChannel, reason: RequestReason): Send {
  return async (request, signal) => {
    const started = performance.now();
    const tell = (end: RequestEnd): void => {
      const line = requestLine(request, end, performance.now() - started, reason);
      if (isRequestFailure(end)) log.warn(line);
      else log.info(line);
    };
    try {
      const exchange = await send(request, signal);
      tell(exchange);
      return exchange;
    } catch (error) {
      tell({ ok: false, kind: signal.aborted ? 'cancelled' : 'fault' });
      throw error;
    }
  };
}

/** The same for mail. */
export function loggedMail(send: SendMail, log: vscode.LogOutputChannel, why: string): SendMail {
  return async (mail, signal) => {
    const started = performance.now();
    const tell = (end: MailEnd): void => {
      const line = mailLine(mail, end, performance.now() - started, why);
      if (isMailFailure(end)) log.warn(line);
      else log.info(line);
    };
    try {
      const answer = await send(mail, signal);
      tell(answer);
      return answer;
    } catch (error) {
      tell({ kind: signal.aborted ? 'cancelled' : 'fault' });
      throw error;
    }
  };
}

/** A bug, told with its stack but without its message: messages of a client can quote a header, and with it a key. */
export function logFault(log: vscode.LogOutputChannel, where: string, error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  log.error([`${where}: ${error instanceof Error ? error.name : 'fault'}`, ...frames].join('\n'));
}
