import type * as z from 'zod';
import type { ChannelKind } from '../notify/channelKind';
import { nearestName } from '../text/nearestName';
import { secretPlaceOf, type ConfigChannel, type ConfigMistake, type SecretPlace } from './config';
import { channelShape, secretPlace } from './configShape';
import { unknownField } from './shapeMistakes';

type Entry = z.infer<typeof channelShape>;

interface ReadChannels {
  readonly channels: readonly ConfigChannel[];
  readonly mistakes: readonly ConfigMistake[];
}

const common = Object.keys(channelShape.shape);

export function readChannels(entries: readonly Entry[], kinds: readonly ChannelKind[]): ReadChannels {
  const read = entries.map((entry, index) => readChannel(entry, ['channels', index], kinds));
  const twice = entries.flatMap(({ id }, index) =>
    entries.findIndex((one) => one.id === id) < index
      ? [{ path: ['channels', index, 'id'], text: 'is the id of another channel too' }]
      : [],
  );
  return { channels: read.flatMap(({ channel }) => channel ?? []), mistakes: [...read.flatMap(({ mistakes }) => mistakes), ...twice] };
}

interface ReadChannel {
  readonly channel: ConfigChannel | null;
  readonly mistakes: readonly ConfigMistake[];
}

function readChannel(entry: Entry, path: readonly (string | number)[], kinds: readonly ChannelKind[]): ReadChannel {
  const { id, kind: kindId, url, posts = ['alerts', 'summaries'] } = entry;
  const ids = kinds.map((kind) => kind.id);
  const kind = kinds.find((one) => one.id === kindId);
  if (kindId !== undefined && kind === undefined) {
    const near = nearestName(kindId, ids);
    const text = near === undefined ? `must be one of ${ids.join(', ')}` : `is no kind of channel; "${near}" may be meant`;
    return { channel: null, mistakes: [{ path: [...path, 'kind'], text }] };
  }
  // Where the address tells the kind, the fields may be those of every kind.
  const known = new Map((kind ? [kind] : kinds).flatMap(({ fields: ofKind }) => Object.entries(ofKind)));
  const fields: Record<string, SecretPlace | string> = {};
  const mistakes: ConfigMistake[] = [];
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
