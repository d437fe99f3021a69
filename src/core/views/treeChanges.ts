import type { TreeNode } from './treeNode';

/**
 * The lines to draw again: those whose own text or list of children changed, and nothing below them; `root` where the
 * first level changed. A line that is drawn again needlessly loses its actions while it loads.
 */
export function treeChanges(before: readonly TreeNode[], after: readonly TreeNode[]): readonly string[] | 'root' {
  return idsOf(before) === idsOf(after) ? after.flatMap((node, index) => changesIn(before[index], node)) : 'root';
}

function changesIn(before: TreeNode | undefined, after: TreeNode): readonly string[] {
  if (before && textOf(before) === textOf(after)) return after.children.flatMap((child, index) => changesIn(before.children[index], child));
  return [after.id];
}

function idsOf(nodes: readonly TreeNode[]): string {
  return nodes.map(({ id }) => id).join('\n');
}

function textOf({ children, ...own }: TreeNode): string {
  return `${JSON.stringify(own)}\n${idsOf(children)}`;
}
