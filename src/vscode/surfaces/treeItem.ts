import * as vscode from 'vscode';
import type { TreeNode } from '../../core/views/treeNode';
import { decorationUri } from './accountDecorations';
import { actionCommand } from './errorAction';

export function treeItem(node: TreeNode): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isLeaf = node.children.length === 0 && node.role !== 'account';
  const item = new vscode.TreeItem(node.label, isLeaf ? None : node.open ? Expanded : Collapsed);
  item.id = node.id;
  item.contextValue = [
    node.role,
    ...(node.takesEntry === true ? ['spend'] : []),
    ...(node.isHosted === true ? ['hosted'] : []),
    ...(node.hasDefinition === true ? ['hasDefinition'] : []),
    ...(node.isMoved === true ? ['moved'] : []),
  ].join('.');
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = node.tooltip;
  if (node.icon !== undefined) item.iconPath = new vscode.ThemeIcon(node.icon);
  const marked = node.state === undefined ? undefined : decorationUri(node.id, node.state);
  if (marked) item.resourceUri = marked;
  if (node.words !== undefined) item.accessibilityInformation = { label: node.words };
  if (node.role === 'account') item.command = { title: '', command: 'apiBalance.showHistory', arguments: [node.id] };
  if (node.role === 'otherProvider' || node.role === 'dashboard')
    item.command = { title: '', command: 'apiBalance.addAccount', arguments: [node.id] };
  if (node.action !== undefined) item.command = { title: '', command: actionCommand(node.action), arguments: [node.id] };
  if (node.role === 'invalid') item.command = { title: '', command: 'apiBalance.editAccounts' };
  return item;
}
