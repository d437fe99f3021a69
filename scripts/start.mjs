import './toolNode.mjs';
import { join } from 'node:path';
import { build } from '../esbuild.mjs';
import { packageExtension } from './package.mjs';
import { run } from './run.mjs';
import { root, toolNode } from './toolNode.mjs';

const args = process.argv.slice(2);
await build();
if (!args.includes('--once')) args.push('--vsix', await packageExtension());
const { code } = await run(toolNode, [join(root, 'out', 'test', 'demo', 'main.js'), ...args], { stdio: 'inherit' });
process.exitCode = code;
