import type { ChannelField } from './channelKind';
import type { PlainMessage } from './plainMessage';

/** Some robots take only what holds a word that their owner chose. */
export const keywordField: ChannelField = { label: 'Keyword that the robot wants', isSecret: false, isRequired: false };

/** In the title of every message, so that none is refused, also the one that says that all is well again. */
export function withKeyword(plain: PlainMessage, keyword: string | undefined): PlainMessage {
  if (keyword === undefined || keyword === '' || plain.title.includes(keyword)) return plain;
  return { ...plain, title: `${keyword} · ${plain.title}` };
}
