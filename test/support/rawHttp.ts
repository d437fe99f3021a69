import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a server answers to these very bytes, until it closes the connection. */
export async function rawHttp(port: number, sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}
