import type { ChannelKind } from './channelKind';

/** The kind whose own address it is; undefined where its host is not known. */
export function kindOf(url: string, kinds: readonly ChannelKind[]): ChannelKind | undefined {
  if (!URL.canParse(url)) return undefined;
  const address = new URL(url);
  return kinds.find(({ recognizes }) => recognizes(address));
}
