import { createHmac } from 'node:crypto';

/** As Base64. */
export function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}
