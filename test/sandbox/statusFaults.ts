import type { Change } from './exchange';

const badGateway = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** The documented error answers, each in the provider's own envelope, and a gateway's page. */
export const statusFaults = {
  'status-400': status(400),
  'status-401': status(401),
  'status-402': status(402),
  'status-403': status(403),
  'status-404': status(404),
  'status-410': status(410),
  'status-422': status(422),
  'status-429': status(429),
  'status-429-seconds': status(429, () => '120'),
  'status-429-date': status(429, (at) => new Date(at + 120_000).toUTCString()),
  'status-500': status(500),
  'status-502-html': () => ({ status: 502, body: { text: badGateway, type: 'text/html' } }),
  'status-503': status(503),
} satisfies Record<string, Change>;

function status(code: number, retryAfter?: (at: number) => string): Change {
  return (_reply, { wire, asked, at }) => ({
    status: code,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter(at) },
    body: { json: wire.error(code, asked) },
  });
}
