import { type Change, textOf } from './exchange';

const page = '<!doctype html><html><head><title>Sign in</title></head><body><div id="root"></div></body></html>';

/** HTTP 200 with something other than the documented body. */
export const bodyFaults = {
  'html-200': () => ({ status: 200, body: { text: page, type: 'text/html; charset=utf-8' } }),
  /** Relays answer unknown routes with their page under whatever type was asked for: only the first byte tells. */
  'html-200-as-json': () => text(page),
  'envelope-200': (_reply, { wire }) => ({ status: 200, body: { json: wire.envelopeError } }),
  'empty-200': () => text(''),
  'empty-object': () => text('{}'),
  'cutoff-json': (reply) => text(firstPart(textOf(reply))),
  /** https://github.com/rikkahub/rikkahub/issues/372 */
  'bare-string': () => text('"Api key is invalid"'),
  'bare-null': () => text('null'),
  'json-array': (reply) => text(`[${textOf(reply)}]`),
} satisfies Record<string, Change>;

function text(body: string): ReturnType<Change> {
  return { status: 200, body: { text: body, type: 'application/json' } };
}

function firstPart(body: string): string {
  return body.slice(0, Math.floor((body.length * 2) / 3));
}
