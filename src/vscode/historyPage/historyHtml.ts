import * as vscode from 'vscode';

/** What the page may load: its own script and styles, and nothing else from anywhere. */
export function historyRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')];
}

export function historyHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const { cspSource } = webview;
  const from = (...path: readonly string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = `default-src 'none'; img-src ${cspSource}; font-src ${cspSource}; style-src ${cspSource}; script-src ${cspSource}`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>API Balance</title>
<link rel="stylesheet" href="${from('dist', 'webview', 'history.css')}">
</head>
<body>
<script src="${from('dist', 'webview', 'history.js')}"></script>
</body>
</html>`;
}
