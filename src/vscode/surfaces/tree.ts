import * as vscode from 'vscode';
import { treeChanges } from '../../core/views/treeChanges';
import type { TreeNode } from '../../core/views/treeNode';
import { treeItem } from './treeItem';

/**
 * The sidebar by the ids of its lines. VS Code forgets a line as soon as its parent is drawn again, and an action
 * pressed meanwhile would come without it; so only what changed is drawn again, and an id stays itself.
 */
export class Tree {
  #roots: readonly TreeNode[];
  #lines: ReadonlyMap<string, TreeNode>;

  constructor(
    private readonly view: () => readonly TreeNode[],
    private readonly changed: vscode.EventEmitter<string[] | undefined>,
    private readonly hover: (id: string) => vscode.MarkdownString | undefined = () => undefined,
  ) {
    this.#roots = view();
    this.#lines = linesOf(this.#roots);
  }

  children(id: string | undefined): string[] {
    return (id === undefined ? this.#roots : (this.#lines.get(id)?.children ?? [])).map((node) => node.id);
  }

  item(id: string): vscode.TreeItem {
    const node = this.#lines.get(id);
    return node ? treeItem(node) : new vscode.TreeItem('');
  }

  /** Asked where the pointer rests on a line, once until it is drawn anew. */
  resolve(item: vscode.TreeItem, id: string): vscode.TreeItem {
    item.tooltip = this.hover(id);
    return item;
  }

  /** What hovers show has changed: the colours of the editor. */
  drawAll(): void {
    this.changed.fire(undefined);
  }

  draw(): void {
    const next = this.view();
    const changes = treeChanges(this.#roots, next);
    this.#roots = next;
    this.#lines = linesOf(next);
    if (changes === 'root') this.changed.fire(undefined);
    else if (changes.length > 0) this.changed.fire([...changes]);
  }
}

function linesOf(nodes: readonly TreeNode[]): ReadonlyMap<string, TreeNode> {
  const below = (node: TreeNode): readonly [string, TreeNode][] => [[node.id, node], ...node.children.flatMap(below)];
  return new Map(nodes.flatMap(below));
}
