import { createServer } from 'node:net';

/** The port that was wanted or, where another program has it, 0 for any free one, and says so. */
export async function freePort(wanted: number): Promise<number> {
  if (await isFree(wanted)) return wanted;
  console.log(`Port ${wanted} is taken, so VS Code gets another one. To choose it: npm start -- --port 8585`);
  return 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
