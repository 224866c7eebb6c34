import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createFileId, findFiles, readHead, UserError, type LogFile } from './log_files';

const LINE = 'I1123 06:22:49.182323   1 a.go:1] x\n';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loader-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, content: string | Buffer) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const idOf = async (file: LogFile | undefined): Promise<string> =>
  createFileId('c', file!.key, (await readHead(file!.read(() => undefined))).head);

describe('findFiles', () => {
  it('takes files and folders with everything below, in order, each once', async () => {
    write('b/2.log', LINE);
    write('a.log.gz', gzipSync(LINE));
    write('b/1.log', LINE);
    symlinkSync(join(folder, 'b'), join(folder, 'b', 'round'));
    symlinkSync(join(folder, 'b', '1.log'), join(folder, 'link.log'));
    const files = await findFiles([folder, join(folder, 'b', '1.log')]);
    expect(files.map(({ key }) => key)).toEqual(['a.log', 'b/1.log', 'b/2.log', 'link.log']);
    expect(files[0]?.path).toBe(join(folder, 'a.log'));
  });

  it('says which path does not exist', async () => {
    await expect(findFiles([join(folder, 'nothing')])).rejects.toThrow(UserError);
    await expect(findFiles([join(folder, 'nothing')])).rejects.toThrow(
      `${join(folder, 'nothing')} does not exist.`
    );
  });

  it('unpacks by content, not by name', async () => {
    write('packed.log', Buffer.concat([gzipSync(LINE), gzipSync(LINE)]));
    const [file] = await findFiles([folder]);
    const chunks: Buffer[] = [];
    for await (const chunk of file!.read(() => undefined)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(LINE + LINE);
  });
});

describe("a file's identity", () => {
  it('is the same packed or not, grown or not, in the folder or named', async () => {
    write('one/kubelet.log', LINE);
    write('two/kubelet.log.gz', gzipSync(LINE + LINE));
    const [plain, packed, named] = await Promise.all([
      findFiles([join(folder, 'one')]),
      findFiles([join(folder, 'two')]),
      findFiles([join(folder, 'one', 'kubelet.log')]),
    ]);
    expect(await idOf(packed[0])).toBe(await idOf(plain[0]));
    expect(await idOf(named[0])).toBe(await idOf(plain[0]));
  });

  it("is the same for a container's log wherever its folder lies", async () => {
    write('var/log/pods/a_b_c/main/0.log', LINE);
    const [[deep], [shallow]] = await Promise.all([
      findFiles([folder]),
      findFiles([join(folder, 'var/log/pods/a_b_c/main')]),
    ]);
    expect(await idOf(deep)).toBe(await idOf(shallow));
  });

  it('is another for another cluster, name or first line', () => {
    const head = Buffer.from(LINE);
    const ids = [
      createFileId('c', 'a.log', head),
      createFileId('d', 'a.log', head),
      createFileId('c', 'b.log', head),
      createFileId('c', 'a.log', Buffer.from('x')),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
