import type { Client } from 'pg';

export class TooMuchError extends Error {}

type Stream = Client['connection']['stream'];

/**
 * The driver reads messages within the stream's own event, where nobody could catch what it throws, such as at a kind of
 * authentication that it does not know; and it gathers a message of any size. Both end the connection here.
 * @returns what was thrown, or how much was too much
 */
export function guardStreams({ connection }: Client, mostBytes: number): () => Error | undefined {
  let fault: Error | undefined;
  let bytes = 0;
  const guard = (stream: Stream): void => {
    const emit = stream.emit.bind(stream);
    const end = (error: Error): void => {
      fault ??= error;
      stream.destroy(error);
    };
    stream.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      if (event === 'data' && args[0] instanceof Uint8Array) bytes += args[0].byteLength;
      if (event === 'data' && bytes > mostBytes) {
        end(new TooMuchError('The server sent more than was asked for'));
        return true;
      }
      try {
        return emit(event, ...args);
      } catch (error) {
        end(error instanceof Error ? error : new Error('The driver failed'));
        return true;
      }
    };
  };
  guard(connection.stream);
  // With TLS the driver goes on with another stream over the first.
  connection.on('sslconnect', () => guard(connection.stream));
  return () => fault;
}
