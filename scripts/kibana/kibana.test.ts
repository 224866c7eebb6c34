import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readKibanaFolder } from './kibana_folder';
import { buildKibanaArguments, readOptions } from './options';

describe('npm run kibana', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'request-trace-kibana-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const describeItself = (described: unknown) =>
    writeFileSync(path.join(home, 'package.json'), JSON.stringify(described));
  const makeKibana = () => {
    describeItself({ name: 'kibana', version: '8.12.2' });
    for (const folder of ['bin', 'plugins']) mkdirSync(path.join(home, folder));
    for (const program of ['kibana', 'kibana-plugin'])
      writeFileSync(path.join(home, 'bin', program), '');
  };
  const read = (uid = process.getuid?.(), allowRoot = true) =>
    readKibanaFolder(home, { uid, allowRoot });

  it('reads the version of an unpacked release', () => {
    makeKibana();
    expect(read()).toMatchObject({ home, version: '8.12.2' });
  });

  it('refuses what is no Kibana, or no release of one', () => {
    expect(() => readKibanaFolder(path.join(home, 'none'), { uid: 1, allowRoot: false })).toThrow(
      'There is no folder'
    );
    expect(() => read()).toThrow('no package.json');
    describeItself({ name: 'something', version: '8.12.2' });
    expect(() => read()).toThrow('is not a Kibana');
    describeItself({ name: 'kibana', version: '8.12.2' });
    expect(() => read()).toThrow('has no bin/kibana');
  });

  it('says what to do where Kibana would have to run as root', () => {
    makeKibana();
    // as root in a folder of root's; as anybody else the folder is its owner's
    if (process.getuid?.() === 0) expect(() => read(0, false)).toThrow('--allow-root');
    else expect(read(0, false).account?.uid).toBe(process.getuid?.());
  });

  it('hands over what follows a second --, after its own', () => {
    const options = readOptions([
      '--home',
      '/k',
      '--elasticsearch',
      'http://127.0.0.1:9200',
      '--',
      '--i18n.locale=ja-JP',
      '--home=x',
    ]);
    if (options === 'help') throw new Error('not asked for help');
    expect(buildKibanaArguments(options, true)).toEqual([
      '--allow-root',
      '--elasticsearch.hosts=http://127.0.0.1:9200',
      '--i18n.locale=ja-JP',
      '--home=x',
    ]);
    expect(options.home).toBe(path.resolve('/k'));
  });

  it('refuses options that it does not know, and addresses that are none', () => {
    expect(() => readOptions([])).toThrow('--home');
    expect(() => readOptions(['--home', '/k', '--nonsense'])).toThrow('--nonsense');
    expect(() => readOptions(['--home', '/k', '--elasticsearch', 'file:///x'])).toThrow('http');
    expect(readOptions(['--help'])).toBe('help');
  });
});
