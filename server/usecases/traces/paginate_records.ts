import type { LogRecord } from '../../../common/model/log_record';
import { BadRequestError } from '../../bad_request_error';
import { toTimeSortKey } from '../../../common/time/record_times';

type SortKey = [time: string, file: string, offset: number, id: string];

const getSortKey = (record: LogRecord): SortKey => [
  toTimeSortKey(record.timestamp),
  record.file ?? '',
  record.offset ?? 0,
  `${record.index}/${record.id}`,
];

function compareKeys(a: SortKey, b: SortKey): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < b[i]!) return -1;
    if (a[i]! > b[i]!) return 1;
  }
  return 0;
}

/**
 * In order of time to the last digit the source wrote; equal times in order of file and offset, which is the order in
 * which a component wrote them. Sorts a copy.
 */
export function sortRecords(records: LogRecord[]): LogRecord[] {
  return records
    .map((record) => ({ record, key: getSortKey(record) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ record }) => record);
}

/** @throws BadRequestError where `after` is not one that this server gave out */
export function decodeCursor(after: string): SortKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === 4 &&
      typeof key[0] === 'string' &&
      typeof key[1] === 'string' &&
      typeof key[2] === 'number' &&
      typeof key[3] === 'string'
    ) {
      return key as SortKey;
    }
  } catch {
    // said below
  }
  throw new BadRequestError(
    '`after` is not one that an earlier answer gave: leave it out to start again.'
  );
}

/** One page of records that are in order, and the key to the next. */
export function paginateRecords(
  ordered: LogRecord[],
  size: number,
  after: string | undefined
): { records: LogRecord[]; after?: string } {
  let start = 0;
  if (after !== undefined) {
    const key = decodeCursor(after);
    start = ordered.findIndex((record) => compareKeys(getSortKey(record), key) > 0);
    if (start < 0) return { records: [] };
  }
  const records = ordered.slice(start, start + size);
  const last = records[records.length - 1];
  const more = last !== undefined && start + records.length < ordered.length;
  return more
    ? { records, after: Buffer.from(JSON.stringify(getSortKey(last))).toString('base64url') }
    : { records };
}
