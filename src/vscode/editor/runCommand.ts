import * as vscode from 'vscode';
import type { CommandId, overviewCommand } from './ids';

/** Through VS Code, so that a fault ends where every command's fault ends. */
export async function runCommand(command: CommandId | typeof overviewCommand, target?: string): Promise<void> {
  await vscode.commands.executeCommand(command, target);
}

/** The overview, or the history page in a version that has none. */
export async function showOverview(): Promise<void> {
  const overview = 'apiBalance.showOverview';
  const known = await vscode.commands.getCommands(true);
  await vscode.commands.executeCommand(known.includes(overview) ? overview : ('apiBalance.showHistory' satisfies CommandId));
}
