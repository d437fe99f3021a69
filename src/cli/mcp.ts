import type { McpPorts } from '../mcp/mcpPorts';
import { serveMcp } from '../mcp/serveMcp';

/** Serves a client until it closes standard input, or somebody ends this program; what is under way is given up then. */
export async function mcp(ports: McpPorts): Promise<number> {
  const ended = new Promise<void>((resolve) => {
    const { stdin } = process;
    for (const name of ['end', 'close', 'error'] as const) stdin.once(name, () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    // A client that takes nothing any more is gone, whatever it leaves open.
    process.stdout.once('error', () => resolve());
  });
  const server = serveMcp(ports);
  await ended;
  await server.close();
  process.stdin.destroy();
  return 0;
}
