import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { ChannelKind } from '../notify/channelKind';
import { readUsageEntries, usageEntryFields } from '../prices/readUsageEntries';
import type { Provider } from '../provider/provider';
import { placeIn, readJsonText, withoutMark } from '../text/jsonText';
import { objectOf } from '../text/objectOf';
import { shapeMistakes, type Mistake } from '../text/shapeMistakes';
import type { Config } from './config';
import { channelShape, configShape, historyShape, metricsShape, scheduleShape, usageShape } from './configShape';
import { keysInside } from './keysInside';
import { readAccounts } from './readAccounts';
import { readChannels } from './readChannels';
import { readParts } from './readParts';

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** Each with its line and field; and what could be read all the same, for whoever looks on, or null. */
  | { readonly ok: false; readonly reasons: readonly string[]; readonly readable: Config | null };

export interface Known {
  readonly providers: readonly Provider[];
  readonly kinds: readonly ChannelKind[];
}

/** A configuration as text: read, or every mistake with its line and field. What stands in it is not repeated. */
export function readConfig(text: string, known: Known): ReadConfig {
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, reasons: json.problems, readable: null };
  const { config, mistakes } = readValue(json.value, known);
  if (mistakes.length === 0) return { ok: true, config };
  const content = withoutMark(text);
  const tree = parseTree(content, [], { allowTrailingComma: true });
  const placed = mistakes.map(({ path, text: what }) => ({ offset: offsetOf(tree, path), path, what }));
  const sorted = [...placed].sort((a, b) => a.offset - b.offset);
  const reasons = sorted.map(({ offset, path, what }) => `${placeIn(content, offset)}${fieldText(path)}: ${what}`);
  return { ok: false, reasons: [...new Set(reasons)], readable: config };
}

interface ReadValue {
  /** What is right of it. */
  readonly config: Config;
  readonly mistakes: readonly Mistake[];
}

/** What stands in one part is looked at whatever is wrong in another, so that every mistake is named at once. */
function readValue(value: unknown, { providers, kinds }: Known): ReadValue {
  const root = objectOf(value);
  const keys = keysInside(value);
  const shape = configShape.safeParse(value, { reportInput: true });
  const { accounts, mistakes: ofAccounts } = readAccounts(listOf(root['accounts']), providers);
  const { channels, mistakes: ofChannels } = readChannels(listOf(root['channels']), kinds);
  const { prices, accounts: paidBy } = objectOf(root['usage']);
  const ids = accounts.map(({ account }) => account.id);
  const { mistakes: ofUsage, ...usage } = readUsageEntries({ prices: listOf(prices), accounts: listOf(paidBy) }, ids);
  const { postgres, folder } = objectOf(root['history']);
  const others: readonly Mistake[] = [
    ...(shape.success ? [] : shapeMistakes(shape.error, knownAt)),
    ...ofAccounts,
    ...ofChannels,
    ...ofUsage.map(({ path, text }) => ({ path: ['usage', ...path], text })),
    ...(postgres !== undefined && folder === undefined ? [{ path: ['history'], text: noFolder }] : []),
  ];
  // Where a key stands, what it should have been matters less.
  const hidden = new Set(keys.map(({ path }) => JSON.stringify(path)));
  return {
    config: { ...readParts(value), accounts, channels, usage },
    mistakes: [...keys, ...others.filter(({ path }) => !hidden.has(JSON.stringify(path)))],
  };
}

const noFolder = 'a database that is shared wants a "folder" beside it: what is new waits there while the database is away';

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const shapes: ReadonlyMap<unknown, object> = new Map<string, object>([
  ['channels', channelShape.shape],
  ['history', historyShape.shape],
  ['metrics', metricsShape.shape],
  ['schedule', scheduleShape.shape],
  ['usage', usageShape.shape],
]);

function knownAt(path: readonly (string | number)[]): readonly string[] {
  return Object.keys(shapes.get(path[0]) ?? configShape.shape);
}

/** Of a field, where its name stands; of what is missing, where the object around it does. */
function offsetOf(tree: Node | undefined, path: readonly (string | number)[]): number {
  for (let length = path.length; tree && length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return (node.parent?.type === 'property' ? node.parent : node).offset;
  }
  return tree?.offset ?? 0;
}

/** `, accounts[2]`: of a name that somebody typed only where it is one of ours. */
function fieldText(path: readonly (string | number)[]): string {
  const [known, length] = path[0] === 'usage' ? [ofUsage, 5] : [ours, 3];
  const parts = path.slice(0, length).map((part) => (typeof part === 'number' ? `[${part + 1}]` : known.has(part) ? `.${part}` : ''));
  const text = parts.join('').replace(/^\./, '');
  return text === '' ? '' : `, ${text}`;
}

const ours: ReadonlySet<string> = new Set([
  ...Object.keys(configShape.shape),
  ...[...shapes.values()].flatMap((shape) => Object.keys(shape)),
  'definition',
]);

const ofUsage: ReadonlySet<string> = new Set(['usage', ...Object.keys(usageShape.shape), ...usageEntryFields]);
