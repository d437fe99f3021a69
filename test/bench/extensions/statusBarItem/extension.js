'use strict';
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const entry = vscode.window.createStatusBarItem('bare', vscode.StatusBarAlignment.Right, 100);
  entry.text = 'bare';
  entry.show();
  subscriptions.push(entry);
};
