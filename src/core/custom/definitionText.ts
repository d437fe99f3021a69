import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { placeIn, readJsonText, withoutMark } from '../text/jsonText';
import { readDefinition, type ReadDefinition } from './definition';

/** A definition as text: read, or each mistake with its line and field. */
export function readDefinitionText(text: string): ReadDefinition {
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, mistakes: [], reasons: json.problems };
  const read = readDefinition(json.value);
  if (read.ok) return read;
  const content = withoutMark(text);
  const tree = parseTree(content, [], { allowTrailingComma: true });
  const reasons = read.mistakes.map(({ path, text: what }) => {
    const node = tree && path.length > 0 ? findNodeAtLocation(tree, [...path]) : undefined;
    return node ? `${placeIn(content, node.offset)}: ${what}` : what;
  });
  return { ...read, reasons };
}
