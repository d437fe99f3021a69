/**
 * What our server never needs of the MCP SDK: a JSON Schema validator for what a client's user is asked, which is ajv, a third of the
 * bundle, and stands in the SDK without its notice. Schemas of tools are zod's own. It must be found, so that another version is looked
 * at anew.
 */
const instead = `export { default as process } from 'node:process';
export class DefaultJsonSchemaValidator {
  getValidator() {
    throw new Error('Nobody is asked anything here');
  }
}
`;

export const mcpParts = {
  name: 'mcp-parts',
  setup(build) {
    let isFound = false;
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path }) => {
      isFound = true;
      return { path, namespace: 'mcp-parts' };
    });
    build.onLoad({ filter: /./, namespace: 'mcp-parts' }, () => ({ contents: instead, loader: 'js' }));
    build.onEnd(({ errors }) => {
      if (errors.length === 0 && !isFound) throw new Error('The MCP SDK has no _shims any more: look at scripts/mcpParts.mjs');
    });
  },
};
