import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './toolNode.mjs';

const heading = 'API Balance holds code of others. These are their names, versions and licences.\n';

/** Where the public list of prices is from. */
export const listPackage = 'node_modules/@pydantic/genai-prices';

/** What the build puts in by name, and what package it is made from. */
const putIn = { '<define:__LIST_TABLES__>': listPackage };

/** The folder of the package that a bundled file is from, or null for a file of this repository. */
function packageFolder(file) {
  const [found] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [];
  return found ?? null;
}

/** The licence's own file; some packages have its whole text as the last section of their README instead. */
async function licenceText(folder) {
  const files = await readdir(join(root, folder));
  const read = async (pattern) => {
    const name = files.find((file) => pattern.test(file));
    return name === undefined ? '' : (await readFile(join(root, folder, name), 'utf8')).replaceAll('\r\n', '\n');
  };
  const own = await read(/^(licen[cs]e|copying)(\.(md|txt))?$/i);
  if (own.trim() !== '') return own.trim();
  const section = (await read(/^readme(\.md)?$/i)).split(/^#*\s*licen[cs]e\b.*\n/im)[1] ?? '';
  return /copyright/i.test(section) ? section.replace(/^[-=]+\n/, '').trim() : null;
}

async function notice(folder) {
  const { name, version } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const licence = await licenceText(folder);
  if (licence === null) throw new Error(`${name} ${version} is in a bundle, and ${folder} has no text of its licence, so it cannot ship.`);
  return { name, text: `${name} ${version}\n\n${licence}\n` };
}

/**
 * The name, version and licence of each package that bytes of a bundle are from.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export async function noticesOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [putIn[path] ?? packageFolder(path)] : []));
  const notices = await Promise.all([...new Set(folders)].filter((folder) => folder !== null).map(notice));
  notices.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [heading, ...notices.map(({ text }) => text)].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {string} file
 */
export async function writeNotices(metafiles, file) {
  await writeFile(file, await noticesOf(metafiles));
}
