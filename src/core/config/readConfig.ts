import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { parseListen } from '../metrics/listenAddress';
import { generalThresholds, thresholdsFrom } from '../accounts/thresholds';
import type { ChannelKind } from '../notify/channelKind';
import type { Provider } from '../provider/provider';
import { placeIn, readJsonText, withoutMark } from '../text/jsonText';
import { isTimeZone } from '../time/isTimeZone';
import { secretPlaceOf, type Config, type ConfigMistake } from './config';
import { channelShape, configShape, historyShape, metricsShape, scheduleShape } from './configShape';
import { keysInside } from './keysInside';
import { readAccounts } from './readAccounts';
import { readChannels } from './readChannels';
import { shapeMistakes } from './shapeMistakes';
import { spanOf } from './span';

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** Each with its line and field. */
  | { readonly ok: false; readonly reasons: readonly string[] };

export interface Known {
  readonly providers: readonly Provider[];
  readonly kinds: readonly ChannelKind[];
}

/** A configuration as text: read, or every mistake with its line and field. What stands in it is not repeated. */
export function readConfig(text: string, known: Known): ReadConfig {
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, reasons: json.problems };
  const read = readValue(json.value, known);
  if (read.ok) return read;
  const content = withoutMark(text);
  const tree = parseTree(content, [], { allowTrailingComma: true });
  const placed = read.mistakes.map(({ path, text: what }) => ({ offset: offsetOf(tree, path), path, what }));
  const sorted = [...placed].sort((a, b) => a.offset - b.offset);
  return { ok: false, reasons: sorted.map(({ offset, path, what }) => `${placeIn(content, offset)}${fieldText(path)}: ${what}`) };
}

type ReadValue = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly mistakes: readonly ConfigMistake[] };

function readValue(value: unknown, { providers, kinds }: Known): ReadValue {
  const keys = keysInside(value);
  if (keys.length > 0) return { ok: false, mistakes: keys };
  const shape = configShape.safeParse(value);
  if (!shape.success) return { ok: false, mistakes: shapeMistakes(shape.error, knownAt) };
  const { accounts, channels = [], lowBalance = {}, log = null, history = {}, metrics = {}, schedule = {} } = shape.data;
  const read = { accounts: readAccounts(accounts, providers), channels: readChannels(channels, kinds) };
  const everyMs = schedule.every === undefined ? null : spanOf(schedule.every);
  const timeZone = schedule.timeZone ?? 'UTC';
  const listen = metrics.listen === undefined ? undefined : parseListen(metrics.listen);
  const mistakes: readonly ConfigMistake[] = [
    ...read.accounts.mistakes,
    ...read.channels.mistakes,
    ...(thresholdsFrom(lowBalance) === null ? [{ path: ['lowBalance'], text: 'must give amounts by unit, such as { "USD": 5 }' }] : []),
    ...(everyMs === undefined ? [{ path: ['schedule', 'every'], text: 'must be a time from 5m to 24h, such as "1h"' }] : []),
    ...(isTimeZone(timeZone) ? [] : [{ path: ['schedule', 'timeZone'], text: 'must be a time zone such as "Europe/Berlin"' }]),
    ...(listen?.ok === false ? [{ path: ['metrics', 'listen'], text: 'must be HOST:PORT, such as "127.0.0.1:9464"' }] : []),
    ...(history.postgres !== undefined && history.folder === undefined
      ? [
          {
            path: ['history'],
            text: 'a database that is shared wants a "folder" beside it: what is new waits there while the database is away',
          },
        ]
      : []),
  ];
  if (mistakes.length > 0 || everyMs === undefined) return { ok: false, mistakes };
  const config: Config = {
    accounts: read.accounts.accounts,
    lowBalance: generalThresholds(lowBalance),
    channels: read.channels.channels,
    log,
    history: {
      folder: history.folder ?? null,
      keepDays: history.keepDays ?? 0,
      postgres: history.postgres === undefined ? null : secretPlaceOf(history.postgres),
      certificateFile: history.certificateFile ?? null,
    },
    metrics: { file: metrics.file ?? null, listen: listen?.ok === true ? listen.address : null },
    schedule: { everyMs, summary: schedule.summary ?? 'off', timeZone },
  };
  return { ok: true, config };
}

const shapes: ReadonlyMap<unknown, object> = new Map<string, object>([
  ['channels', channelShape.shape],
  ['history', historyShape.shape],
  ['metrics', metricsShape.shape],
  ['schedule', scheduleShape.shape],
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
  const parts = path.slice(0, 3).map((part) => (typeof part === 'number' ? `[${part + 1}]` : ours.has(part) ? `.${part}` : ''));
  const text = parts.join('').replace(/^\./, '');
  return text === '' ? '' : `, ${text}`;
}

const ours: ReadonlySet<string> = new Set([
  ...Object.keys(configShape.shape),
  ...[...shapes.values()].flatMap((shape) => Object.keys(shape)),
  'definition',
]);
