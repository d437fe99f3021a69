import { jsonOf, objectOf } from './readBody';
import type { Answer } from './receiver';

/** The status, and one field of an answer that is JSON. */
export function replyField(name: string, { status, body }: Answer): readonly [status: number, value: unknown] {
  return [status, objectOf(jsonOf(body))?.[name]];
}
