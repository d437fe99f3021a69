/** The documents of the command line that are in its package, so that a server without a browser has them: what its help names, and more. */
export const packagedDocs = [
  'channels.md',
  'command-line.md',
  'describe-your-own.md',
  'explained-spend.md',
  'mcp.md',
  'metrics.md',
  'server.md',
  'troubleshooting.md',
];

const online = 'https://github.com/api-balance/api-balance/blob/main/';

/** A document with its links as they are in the package: to what is there, else to the page of the repository. */
export function inPackage(text) {
  return text.replace(/\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)/g, (_link, file, place = '') => {
    if (packagedDocs.includes(file)) return `](${file}${place})`;
    if (file.endsWith('.schema.json')) return `](../schemas/${file})`;
    return `](${online}${file.startsWith('../') ? file.slice(3) : `docs/${file}`}${place})`;
  });
}
