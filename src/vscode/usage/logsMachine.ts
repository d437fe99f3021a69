import * as vscode from 'vscode';
import type { LogsMachine } from '../../core/explained/usageStanding';

/** @see https://code.visualstudio.com/api/advanced-topics/remote-extensions#architecture-and-extension-kinds */
export function logsMachine({ extensionKind }: vscode.Extension<unknown>): LogsMachine {
  if (vscode.env.remoteName === undefined) return 'only';
  return extensionKind === vscode.ExtensionKind.UI ? 'screen' : 'remote';
}
