/** The engine could be published as it is: its sources import `common/` and each other only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const ALLOWED = ['server/engine/', 'common/'];
/** What tests import of others: Node's own modules, and the libraries that they are written with. */
const TEST_PACKAGES = /^(?:node:|typescript$|fast-check$)/;
/** The texts of HTTP's status codes. */
const SOURCE_PACKAGES = /^node:http$/;
const isTest = (file: string): boolean => /\.test\.ts$|\/testing\/|\/__fixtures__\//.test(file);

/** The file that a relative import means. */
function resolved(from: string, specifier: string): string {
  const target = path.join(path.dirname(from), specifier);
  const found = [`${target}.ts`, path.join(target, 'index.ts')].find((file) =>
    existsSync(path.join(ROOT, file))
  );
  if (!found) throw new Error(`${from}: ${specifier} is no file`);
  return found;
}

/** Everything that these files reach, with where each import leaves the engine and `common/`. */
function outsideImports(start: string[]): string[] {
  const seen = new Set(start);
  const outside: string[] = [];
  for (const file of seen) {
    for (const { fileName } of ts.preProcessFile(readFileSync(path.join(ROOT, file), 'utf8'))
      .importedFiles) {
      const target = fileName.startsWith('.') ? resolved(file, fileName) : fileName;
      const isAllowed = fileName.startsWith('.')
        ? ALLOWED.some((folder) => target.startsWith(folder))
        : (isTest(file) ? TEST_PACKAGES : SOURCE_PACKAGES).test(fileName);
      if (!isAllowed) outside.push(`${file} imports ${target}`);
      else if (fileName.startsWith('.')) seen.add(target);
    }
  }
  return outside;
}

it('imports common and itself only, tests included', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join('server/engine', file));
  expect(files.length).toBeGreaterThan(100);
  expect(outsideImports(files)).toEqual([]);
});
