/** What a time is stored under: of the channel without a name as ever. */
export function timeOf(name: string, channel: string): string {
  return channel === '' ? name : `${name} ${channel}`;
}
