/** How labels and answers name a record: its file and its byte offset there. */
import { basename } from 'node:path';
import type { RecordSource } from '../common/model/log_record';
import { removeGzipExtension } from '../common/parse/records/file_info';

/** `<file as the labels name it>:<byte offset>` */
export type RecordKey = string;

/** What the labels call the file that an answer names: its base name; a container's log from `<namespace>_<pod>_<uid>` on. */
export function toLabelledFile(path: string): string {
  const plain = removeGzipExtension(path);
  const parts = plain.split('/').slice(-3);
  const isContainer =
    parts.length === 3 && /^[^_]+_[^_]+_[^_]+$/.test(parts[0]!) && /^\d+\.log$/.test(parts[2]!);
  return isContainer ? `pods/${parts.join('/')}` : basename(plain);
}

export const createRecordKey = (file: string, offset: number): RecordKey => `${file}:${offset}`;
export const getFile = (key: RecordKey): string => key.slice(0, key.lastIndexOf(':'));

export function getSource(key: RecordKey): RecordSource {
  const file = getFile(key);
  if (file === 'audit.log') return 'audit';
  if (file === 'events.jsonl') return 'event';
  return file.startsWith('pods/') ? 'pod' : 'component';
}

/** Which row of the table a record counts in: the component; kubelets and containerds of all nodes together. */
export function getComponent(key: RecordKey): string {
  if (getSource(key) === 'pod') return 'pods';
  return getFile(key)
    .replace(/\.(log|jsonl)$/, '')
    .replace(/^(kubelet|containerd)-.*/, '$1');
}
