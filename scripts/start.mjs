import './toolNode.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { packageExtension } from './package.mjs';
import { root, toolNode } from './toolNode.mjs';

const args = process.argv.slice(2);
const once = args.includes('--once');
if (once) await build();
const vsix = once ? [] : ['--vsix', await packageExtension()];
const child = spawn(toolNode, [join(root, 'out', 'test', 'demo', 'main.js'), ...vsix, ...args], { stdio: 'inherit' });
// The demo stops its own servers; without this, Ctrl+C would end this process first and leave the terminal to them.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => (process.exitCode = code ?? 1));
