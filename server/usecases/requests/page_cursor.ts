import { i18n } from '@kbn/i18n';
import type { RequestBasis } from '../../../common/model/request_summary';
import { BadRequestError } from '../../bad_request_error';

/** The place after which the next page begins: a row's time (ms since the epoch) and its ID, which decides among equal times. */
export interface PageCursor {
  basis: RequestBasis;
  ms: number;
  id: string;
  /** which lines the list is made of (lineSources): what a page began with, the next goes on with */
  source?: number;
  /** of a list that is not sorted by time: how many of its rows came before; `ms` is then the newest that it looks at */
  offset?: number;
}

const MAX_ID_LENGTH = 1_024;
/** ms since the epoch: the years 0 to 9999, which both JavaScript's dates and Elasticsearch's have */
const [MIN_MS, MAX_MS] = [
  Date.parse('0000-01-01T00:00:00Z'),
  Date.parse('9999-12-31T23:59:59.999Z'),
];

const isNonNegativeInteger = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 100_000;

export const encodeCursor = ({ basis, ms, id, source = 0, offset = 0 }: PageCursor): string =>
  Buffer.from(JSON.stringify([basis, ms, id, source, offset])).toString('base64url');

/** @throws BadRequestError where `after` is not one that this server gave out */
export function decodeCursor(after: string): PageCursor {
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === 5) {
      const [basis, ms, id, source, offset] = key as unknown[];
      if (
        (basis === 'audit' || basis === 'reqID') &&
        typeof ms === 'number' &&
        Number.isInteger(ms) &&
        ms >= MIN_MS &&
        ms <= MAX_MS &&
        typeof id === 'string' &&
        id.length <= MAX_ID_LENGTH &&
        isNonNegativeInteger(source) &&
        isNonNegativeInteger(offset)
      ) {
        return { basis, ms, id, source, offset };
      }
    }
  } catch {
    // said below
  }
  throw createBadCursorError();
}

export function createBadCursorError(): BadRequestError {
  return new BadRequestError(
    i18n.translate('requestTrace.requests.badAfter', {
      defaultMessage:
        '`after` is not one that an earlier answer gave: leave it out to start again.',
    })
  );
}
