import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Client, type CallToolResult, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { z } from 'zod';
import { compileCache } from './runCli';
import { cliFile } from './runCommand';

export interface McpProgram {
  readonly client: Client;
  readonly call: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<CallToolResult>;
  /** What it told, as data of a known shape. */
  readonly told: <T>(shape: z.ZodType<T>, name: string, args?: Readonly<Record<string, unknown>>) => Promise<T>;
  /** In how many words it failed; fails where it did not. */
  readonly refused: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Closes its input; resolves with all that it wrote to standard error. */
  readonly end: () => Promise<string>;
}

/** The built server, as a client of the SDK's own starts it: with hardly any environment. */
export async function startMcp(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  options: ClientOptions = {},
): Promise<McpProgram> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [cliFile, 'mcp', ...args],
    env: { ...compileCache(), ...environment },
    stderr: 'pipe',
  });
  const client = new Client({ name: 'test', version: '1.0.0' }, options);
  const { stderr } = transport;
  assert.ok(stderr instanceof Readable);
  const complaints = text(stderr);
  await client.connect(transport);
  const call: McpProgram['call'] = (name, given = {}) => client.callTool({ name, arguments: { ...given } });
  return {
    client,
    call,
    told: async (shape, name, given) => {
      const result = await call(name, given);
      assert.notEqual(result.isError, true, textOf(result));
      return shape.parse(result.structuredContent);
    },
    refused: async (name, given) => {
      const result = await call(name, given);
      assert.equal(result.isError, true);
      assert.equal(result.structuredContent, undefined);
      return textOf(result);
    },
    end: async () => {
      await client.close();
      return complaints;
    },
  };
}

export function textOf({ content }: CallToolResult): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** What a client of 2025 writes first, then calls of these tools, line by line. */
export function mcpLines(...tools: readonly string[]): string {
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const lines = [
    { jsonrpc: '2.0', id: 0, method: 'initialize', params },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    ...tools.map((name, index) => ({ jsonrpc: '2.0', id: index + 1, method: 'tools/call', params: { name, arguments: {} } })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** How it ended: its exit code; null by a signal. */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

/** Starts programs in the tests of a suite, and ends what still runs after each. */
export function mcpStarter(): typeof startMcp {
  const running: McpProgram[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ end }) => end()));
  });
  return async (...args) => {
    const program = await startMcp(...args);
    running.push(program);
    return program;
  };
}
