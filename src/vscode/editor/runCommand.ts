import * as vscode from 'vscode';
import type { CommandId } from './ids';

/** Through VS Code, so that a fault ends where every command's fault ends. */
export async function runCommand(command: CommandId, target?: string): Promise<void> {
  await vscode.commands.executeCommand(command, target);
}
