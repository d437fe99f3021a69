import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, Readable, type Writable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { createGzip } from 'node:zlib';
import { headersOf, send, type Travel } from './exchange';
import type { Reply } from './wire';

const mebibyte = 1_048_576;

/** Faults in how the answer travels. What they hold open ends with the connection. */
export const travelFaults = {
  'body-50mib': (_text, reply, { response }) => {
    response.writeHead(200, headersOf(reply));
    pour(50, response);
  },
  /** Small on the wire, 50 MiB once unpacked: a cap on bytes received does not see it. */
  'body-50mib-gzip': (_text, reply, { response }) => {
    response.writeHead(200, { ...headersOf(reply), 'content-encoding': 'gzip' });
    pour(50, createGzip(), response);
  },
  'slow-body': (text, reply, { response }) => {
    response.writeHead(reply.status, headersOf(reply));
    response.flushHeaders();
    const bytes = Buffer.from(text);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(sent, ++sent));
      if (sent === bytes.length) response.end();
    }, 1000);
    response.once('close', () => {
      clearInterval(timer);
    });
  },
  'slow-headers': () => undefined,
  'reset-before-answer': (_text, _reply, { request }) => {
    reset(request.socket);
  },
  'reset-mid-body': (text, reply, { request, response }) => {
    half(text, reply, response, () => {
      reset(request.socket);
    });
  },
  /** An orderly end before the promised length. */
  'close-mid-body': (text, reply, { request, response }) => {
    half(text, reply, response, () => {
      request.socket.end();
    });
  },
} satisfies Record<string, Travel>;

export const straight: Travel = (_text, reply, { response }) => {
  send(response, reply);
};

function half(text: string, reply: Reply, response: ServerResponse, then: () => void): void {
  const bytes = Buffer.from(text);
  response.writeHead(reply.status, { ...headersOf(reply), 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), then);
}

function pour(mebibytes: number, ...into: readonly [Writable, ...Writable[]]): void {
  // A client that hangs up is expected: the pipeline then stops the source, and its error says nothing new.
  pipeline([Readable.from(chunks(mebibytes)), ...into], () => undefined);
}

function* chunks(mebibytes: number): Generator<Buffer> {
  yield Buffer.from('{"filler":"');
  const chunk = Buffer.alloc(mebibyte / 16, 'x');
  for (let sent = 0; sent < mebibytes * 16; sent++) yield chunk;
  yield Buffer.from('"}');
}

function reset(socket: Socket): void {
  // Node cannot send a reset through TLS.
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
