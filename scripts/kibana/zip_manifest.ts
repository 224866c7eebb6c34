import yauzl from 'yauzl';
import { UserError } from './kibana_folder';

export interface ZipManifest {
  id: string;
  version: string;
  kibanaVersion: string;
}

/**
 * The manifest in a plugin's zip.
 * @throws UserError where the file is no plugin's zip
 */
export function readZipManifest(file: string): Promise<ZipManifest> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) =>
      reject(new UserError(`${file} is not the zip of a plugin: ${why.replace(/\.$/, '')}.`));
    yauzl.open(file, { lazyEntries: true }, (problem, zip) => {
      if (problem) {
        refuse(problem.message);
        return;
      }
      zip.on('error', (error: Error) => refuse(error.message));
      zip.on('end', () => refuse('it has no kibana/<plugin>/kibana.json'));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!/^kibana\/[^/]+\/kibana\.json$/.test(entry.fileName)) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) {
            refuse(failure.message);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', (error) => refuse(error.message));
          stream.on('end', () => {
            zip.close();
            try {
              resolve(JSON.parse(Buffer.concat(parts).toString('utf8')) as ZipManifest);
            } catch {
              refuse("its kibana.json can't be read");
            }
          });
        });
      });
      zip.readEntry();
    });
  });
}
