import type * as z from 'zod';
import type { ChannelKind } from '../notify/channelKind';
import { nearestName } from '../text/nearestName';
import { objectOf } from '../text/objectOf';
import { shapeMistakes, unknownField, type Mistake } from '../text/shapeMistakes';
import { secretPlaceOf, type ConfigChannel, type SecretPlace } from './config';
import { channelShape, secretPlace } from './configShape';

type Entry = z.infer<typeof channelShape>;

interface ReadChannels {
  readonly channels: readonly ConfigChannel[];
  readonly mistakes: readonly Mistake[];
}

const common = Object.keys(channelShape.shape);

export function readChannels(entries: readonly unknown[], kinds: readonly ChannelKind[]): ReadChannels {
  const read = entries.map((entry, index) => readEntry(entry, ['channels', index], kinds));
  const ids = entries.map((entry) => objectOf(entry)['id']);
  const twice = ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [{ path: ['channels', index, 'id'], text: 'is the id of another channel too' }] : [],
  );
  return { channels: read.flatMap(({ channel }) => channel ?? []), mistakes: [...read.flatMap(({ mistakes }) => mistakes), ...twice] };
}

/** Of one whose shape is wrong the other fields are looked at as well, with something right in the place of what is not. */
function readEntry(entry: unknown, path: readonly (string | number)[], kinds: readonly ChannelKind[]): ReadChannel {
  const shape = channelShape.safeParse(entry, { reportInput: true });
  if (shape.success) return readChannel(shape.data, path, kinds);
  const wrong = new Set(shape.error.issues.map(({ path: [field] }) => field));
  const fields = Object.entries(objectOf(entry)).filter(([name]) => !wrong.has(name));
  const rest = channelShape.safeParse({ id: 'unread', url: 'env:UNREAD', ...Object.fromEntries(fields) }).data;
  const mistakes = rest === undefined ? [] : readChannel(rest, path, kinds).mistakes;
  return { channel: null, mistakes: [...shapeMistakes(shape.error, () => common, path), ...mistakes] };
}

interface ReadChannel {
  readonly channel: ConfigChannel | null;
  readonly mistakes: readonly Mistake[];
}

function readChannel(entry: Entry, path: readonly (string | number)[], kinds: readonly ChannelKind[]): ReadChannel {
  const { id, kind: kindId, url, posts = ['alerts', 'summaries'] } = entry;
  const ids = kinds.map((kind) => kind.id);
  const mistakes: Mistake[] = [];
  const kind = kinds.find((one) => one.id === kindId);
  if (kindId !== undefined && kind === undefined) {
    const near = nearestName(kindId, ids);
    const text = near === undefined ? `must be one of ${ids.join(', ')}` : `is no kind of channel; "${near}" may be meant`;
    mistakes.push({ path: [...path, 'kind'], text });
  }
  // Where the address tells the kind, or nothing does, the fields may be those of every kind.
  const known = new Map((kind ? [kind] : kinds).flatMap(({ fields: ofKind }) => Object.entries(ofKind)));
  const fields: Record<string, SecretPlace | string> = {};
  for (const [name, value] of Object.entries(entry).filter(([field]) => !common.includes(field))) {
    const field = known.get(name);
    const place = secretPlace.safeParse(value).data;
    if (!field) mistakes.push(unknownField(path, [name], [...common, ...known.keys()]));
    else if (field.isSecret && place === undefined)
      mistakes.push({ path: [...path, name], text: `"${name}" is a secret: write "env:NAME" or "file:PATH"` });
    else if (typeof value !== 'string') mistakes.push({ path: [...path, name], text: `"${name}" must be a text` });
    else fields[name] = place === undefined ? value : secretPlaceOf(place);
  }
  return { channel: { id, kind: kind ?? null, url: secretPlaceOf(url), fields, posts }, mistakes };
}
