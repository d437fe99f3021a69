import type { Answer } from './receiver';

/**
 * With a line feed at its end, and without any `Retry-After`.
 * @see https://github.com/binwiederhier/ntfy/blob/main/server/server.go handleError
 */
export function ntfyError(http: number, code: number, error: string, link?: string): Answer {
  const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
  return { status: http, headers, body: `${JSON.stringify({ code, http, error, ...(link === undefined ? {} : { link }) })}\n` };
}

const limits = 'https://ntfy.sh/docs/publish/#limitations';
const login = 'https://ntfy.sh/docs/publish/#authentication';

/** @see https://github.com/binwiederhier/ntfy/blob/main/server/errors.go */
export const ntfyAnswers = {
  notFound: ntfyError(404, 40_401, 'page not found'),
  unauthorised: ntfyError(401, 40_101, 'unauthorized', login),
  forbidden: ntfyError(403, 40_301, 'forbidden', login),
  tooMany: ntfyError(429, 42_901, 'limit reached: too many requests', limits),
  quota: ntfyError(429, 42_908, 'limit reached: daily message quota reached', limits),
} as const;
