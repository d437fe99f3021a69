import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';

export interface ConnectProxy {
  readonly url: string;
  /** The hosts it was asked to open a tunnel to. */
  readonly tunnels: readonly string[];
  readonly stop: () => Promise<void>;
}

/** A real HTTP proxy on loopback. Every tunnel ends at `target`, or is refused with `refuseWith`. */
export async function startConnectProxy(target: string, refuseWith?: number): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    socket.on('error', () => socket.destroy());
    if (refuseWith !== undefined) return void socket.end(`HTTP/1.1 ${refuseWith} Refused\r\n\r\n`);
    const { hostname, port } = new URL(target);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, tunnels, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
