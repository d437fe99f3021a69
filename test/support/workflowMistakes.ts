import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as workflows from '@actions/workflow-parser';
import { build } from 'esbuild';
import { built } from './built';
import { repositoryRoot } from './fixture';

/**
 * What GitHub's own reader says of a workflow. It is made for bundlers: Node does not load its JSON.
 * @see https://github.com/actions/languageservices/tree/main/workflow-parser
 */
export async function workflowMistakes(content: string): Promise<readonly string[]> {
  const outfile = built('workflowParser.cjs');
  const contents = "export * from '@actions/workflow-parser'";
  await build({
    stdin: { contents, resolveDir: repositoryRoot },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  // What is loaded is what was built a line above.
  const parser = createRequire(join(repositoryRoot, 'package.json'))(outfile) as typeof workflows;
  const { context, value } = parser.parseWorkflow({ name: 'balances.yml', content }, new parser.NoOperationTraceWriter());
  if (value !== undefined) await parser.convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}
