import { once } from 'node:events';
import type { Server } from 'node:http';

/** On loopback only. Stopping ends every connection, idle, slow or never answered. */
export async function listen(server: Server, port: number): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
