import { i18n } from '@kbn/i18n';
import type { RequestBasis } from '../../common/model/request_summary';
import { BadRequestError } from '../bad_request';

/** The place after which the next page begins: a row's time (ms since the epoch) and its ID, which decides among equal times. */
export interface After { basis: RequestBasis; ms: number; id: string }

const MAX_ID = 1_024;

export const encodeAfter = ({ basis, ms, id }: After): string => Buffer.from(JSON.stringify([basis, ms, id])).toString('base64url');

/** @throws BadRequestError where `after` is not one that this server gave out */
export function decodeAfter(after: string): After {
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === 3) {
      const [basis, ms, id] = key as unknown[];
      if ((basis === 'audit' || basis === 'reqID') && typeof ms === 'number' && Number.isSafeInteger(ms) && typeof id === 'string' && id.length <= MAX_ID) {
        return { basis, ms, id };
      }
    }
  } catch {
    // said below
  }
  throw new BadRequestError(i18n.translate('requestTrace.requests.badAfter', {
    defaultMessage: '`after` is not one that an earlier answer gave: leave it out to start again.',
  }));
}
