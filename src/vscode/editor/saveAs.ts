import * as vscode from 'vscode';

/** Asks where to and writes; undefined where the person thought better of it. @param kind what the dialog calls such files */
export async function saveAs(name: string, kind: string, content: Uint8Array): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const place = await vscode.window.showSaveDialog({
    filters: { [kind]: [name.slice(name.lastIndexOf('.') + 1)] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (!place) return undefined;
  await vscode.workspace.fs.writeFile(place, content);
  return place;
}
