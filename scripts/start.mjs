import './toolNode.mjs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { packageExtension } from './package.mjs';
import { run } from './run.mjs';
import { root, toolNode } from './toolNode.mjs';

const args = process.argv.slice(2);
if (args.includes('--once')) await build();
else args.push('--vsix', (await packageExtension()).vsix);
const { code } = await run(toolNode, [join(root, 'out', 'test', 'demo', 'main.js'), ...args], { stdio: 'inherit' });
process.exitCode = code;
