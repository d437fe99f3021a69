import { fencedBlocks } from './fencedBlocks';
import { readText } from './sources';

const blocks = fencedBlocks(readText('docs/server.md'));

/** The names of all blocks of docs/server.md that are to be run. */
export const recipeNames: readonly string[] = blocks.flatMap(({ comment }) => comment?.replace(/^run: /, '') ?? []);

/** A block as it stands there. */
export function recipe(name: string): string {
  const [block, ...more] = blocks.filter(({ comment }) => comment === `run: ${name}`);
  if (!block || more.length > 0) throw new Error(`docs/server.md has ${more.length + (block ? 1 : 0)} blocks of the name ${name}`);
  return block.text;
}
