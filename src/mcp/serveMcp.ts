import { serveStdio, type StdioServerHandle } from '@modelcontextprotocol/server/stdio';
import type { McpPorts } from './mcpPorts';
import { mcpServer } from './mcpServer';

/** Serves one client over standard input and output, until either is closed. Nothing else may write to standard output meanwhile. */
export function serveMcp(ports: McpPorts): StdioServerHandle {
  return serveStdio(() => mcpServer(ports), { onerror: ports.onFault });
}
