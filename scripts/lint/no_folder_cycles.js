/**
 * ESLint rule: no circle of folders. Folders beside each other are compared with everything below them: where a file below
 * `engine/timeline` imports one below `engine/correlation`, no file below `correlation` may lead back to `timeline`. Files
 * that lie directly in the folder above (an index, shared helpers) belong to no side. Imports of types count.
 *
 * eslint-plugin-import-x finds circles of files only; a circle of folders need not be one.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

/** Tests and what only they import may use any folder. */
const isTest = (file) => /\.test\.tsx?$|\/testing\/|\/__fixtures__\//.test(file);

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(file);
    else if (/\.tsx?$/.test(entry.name) && !isTest(file)) yield file;
  }
}

/** The file that a relative import means, of those that are known. */
function resolved(from, specifier, files) {
  const target = path.resolve(path.dirname(from), specifier);
  return ['.ts', '.tsx', '/index.ts', '/index.tsx', '']
    .map((end) => target + end)
    .find((file) => files.has(file));
}

/** The two neighbouring folders that an import connects, and the folder that holds both; undefined where there are none. */
function foldersOf(from, to) {
  const [a, b] = [path.dirname(from).split(path.sep), path.dirname(to).split(path.sep)];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same < a.length && same < b.length
    ? {
        importing: a.slice(0, same + 1).join(path.sep),
        imported: b.slice(0, same + 1).join(path.sep),
      }
    : undefined;
}

/** Folder → the folders beside it that it imports. @param imports of each file: the files that it imports */
function folderGraph(imports) {
  const graph = new Map();
  for (const [file, targets] of imports) {
    for (const target of targets) {
      const folders = foldersOf(file, target);
      if (folders)
        graph.set(
          folders.importing,
          (graph.get(folders.importing) ?? new Set()).add(folders.imported)
        );
    }
  }
  return graph;
}

/** The way from one folder to another along imports, both included; undefined where there is none. */
function wayBetween(graph, start, end) {
  const cameFrom = new Map([[start, undefined]]);
  for (const folder of cameFrom.keys()) {
    if (folder === end) {
      const way = [];
      for (let at = folder; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
      return way;
    }
    for (const next of graph.get(folder) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, folder);
  }
  return undefined;
}

const known = new Map();

/** Reads all sources below a folder, once in a process. */
function readGraph(root) {
  let read = known.get(root);
  if (!read) {
    const files = new Set(sourceFiles(root));
    const imports = new Map(
      [...files].map((file) => [
        file,
        ts
          .preProcessFile(readFileSync(file, 'utf8'))
          .importedFiles.flatMap(({ fileName }) =>
            fileName.startsWith('.') ? (resolved(file, fileName, files) ?? []) : []
          ),
      ])
    );
    known.set(root, (read = { files, graph: folderGraph(imports) }));
  }
  return read;
}

/** The topmost folder of the repository that a file lies in. */
const rootOf = (file, cwd) => path.join(cwd, path.relative(cwd, file).split(path.sep)[0]);

module.exports = {
  foldersOf,
  folderGraph,
  wayBetween,
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'This import closes a circle of folders: {{way}}' },
  },
  create({ filename, cwd, report }) {
    if (isTest(filename)) return {};
    const root = rootOf(filename, cwd);
    const { files, graph } = readGraph(root);
    const check = ({ source }) => {
      if (!source || typeof source.value !== 'string' || !source.value.startsWith('.')) return;
      const target = resolved(filename, source.value, files);
      const folders = target && foldersOf(filename, target);
      const back = folders && wayBetween(graph, folders.imported, folders.importing);
      if (back)
        report({
          node: source,
          messageId: 'cycle',
          data: {
            way: [folders.importing, ...back]
              .map((folder) => path.relative(cwd, folder))
              .join(' → '),
          },
        });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
