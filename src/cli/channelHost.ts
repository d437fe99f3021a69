import type { WatchChannel } from './configChannels';

/** Of an address, which is a secret, the part that is none; null where it cannot be read. */
export function channelHost(channels: readonly WatchChannel[], id: string): string | null {
  const url = channels.find((one) => one.id === id)?.channel?.url ?? '';
  return URL.canParse(url) ? new URL(url).host || null : null;
}
