import { spawnSync } from 'node:child_process';
import path from 'node:path';

interface Rule {
  foldersOf(from: string, to: string): { importing: string; imported: string } | undefined;
  folderGraph(imports: Map<string, string[]>): Map<string, Set<string>>;
  wayBetween(graph: Map<string, Set<string>>, start: string, end: string): string[] | undefined;
}

const { folderGraph, foldersOf, wayBetween } = jest.requireActual<Rule>('./no_folder_cycles.js');

const ROOT = path.resolve(__dirname, '../..');
const graphOf = (...imports: Array<[from: string, to: string]>) =>
  folderGraph(new Map(imports.map(([from, to]) => [from, [to]])));

describe('a circle of folders', () => {
  it('is one of folders beside each other, with all that is below them', () => {
    expect(foldersOf('a/x/one.ts', 'a/y/deep/two.ts')).toEqual({
      importing: 'a/x',
      imported: 'a/y',
    });
    expect(
      wayBetween(
        graphOf(['a/x/one.ts', 'a/y/deep/two.ts'], ['a/y/three.ts', 'a/x/four.ts']),
        'a/y',
        'a/x'
      )
    ).toEqual(['a/y', 'a/x']);
    expect(
      wayBetween(
        graphOf(['a/x/1.ts', 'a/y/2.ts'], ['a/y/3.ts', 'a/z/4.ts'], ['a/z/5.ts', 'a/x/6.ts']),
        'a/y',
        'a/x'
      )
    ).toEqual(['a/y', 'a/z', 'a/x']);
    expect(
      wayBetween(graphOf(['a/x/1.ts', 'a/y/2.ts'], ['a/y/3.ts', 'a/z/4.ts']), 'a/y', 'a/x')
    ).toBeUndefined();
  });

  it('is none with files that lie in the folder above', () => {
    expect(foldersOf('a/index.ts', 'a/x/one.ts')).toBeUndefined();
    expect(foldersOf('a/x/one.ts', 'a/helper.ts')).toBeUndefined();
  });
});

/** What is wrong with each of these, by the repository's own configuration; in a process of its own, as Jest loads no ES modules. */
function complaints(cases: ReadonlyArray<readonly [file: string, imported: string]>): string[][] {
  const script = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const rules = [];
    for (const [file, imported] of ${JSON.stringify(cases)}) {
      const [result] = await eslint.lintText("export type * from '" + imported + "';\\n", { filePath: file });
      rules.push(result.messages.map(({ ruleId }) => ruleId));
    }
    console.log(JSON.stringify(rules));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

it('lint refuses imports that go upwards or in a circle', () => {
  const upwards = [
    ['server/engine/evidence.ts', '../elasticsearch/searcher'],
    ['server/engine/evidence.ts', '../messages/word_diagnosis'],
    ['server/elasticsearch/errors.ts', '../usecases/traces/get_trace'],
    ['server/elasticsearch/errors.ts', '../engine/evidence'],
    ['server/messages/causes.ts', '../usecases/traces/get_trace'],
    ['server/usecases/traces/paginate_records.ts', '../../routes/trace'],
    ['common/add_counts.ts', '../server/config'],
    ['public/types.ts', '../server/config'],
    ['server/index.ts', '../public/types'],
  ] as const;
  const circle = ['server/engine/timeline/actors.ts', '../correlation/correlate'] as const;
  const allowed = [
    ['server/usecases/traces/paginate_records.ts', '../../engine'],
    ['server/engine/evidence.ts', '../../common/add_counts'],
  ] as const;
  expect(complaints([...upwards, circle, ...allowed])).toEqual([
    ...upwards.map(() => expect.arrayContaining(['import-x/no-restricted-paths'])),
    ['request-trace/no-folder-cycles'],
    [],
    [],
  ]);
}, 60_000);
