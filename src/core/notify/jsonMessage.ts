import { isoTime } from '../time/isoTime';
import { messageId, type Message } from './message';

/** A message as programs get it: its facts, and an id that is the same for each try. @see docs/channels.md */
export function jsonMessage(message: Message): object {
  return { ...message, id: messageId(message), ...(message.at === undefined ? {} : { at: isoTime(message.at) }) };
}
