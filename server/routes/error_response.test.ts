import { BadRequestError } from '../bad_request_error';
import type { Logger } from '../kibana_types';
import { IndicesRefusedError } from '../elasticsearch/refused_indices';
import { FilterRejectedError } from '../elasticsearch/errors';
import { toErrorResponse } from './error_response';

const logged: unknown[] = [];
const logger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: (message) => logged.push(message),
};
const map = (error: unknown) => {
  logged.length = 0;
  return toErrorResponse(
    error,
    {
      ok: (body) => body,
      customError: ({ statusCode, body }) => ({ statusCode, message: body.message }),
    },
    logger
  ) as { statusCode: number; message: string };
};
const responseError = (statusCode: number, reason: string) =>
  Object.assign(new Error('ResponseError'), {
    name: 'ResponseError',
    meta: { statusCode, body: { error: { root_cause: [{ reason }] } } },
  });

describe('toErrorResponse', () => {
  it.each<[string, unknown, number, RegExp]>([
    ['a bad parameter', new BadRequestError('`after` is damaged'), 400, /`after`/],
    [
      'a filter',
      new FilterRejectedError('unknown query [trem]'),
      400,
      /`filter`.*unknown query \[trem\]/,
    ],
    [
      'a cancelled request',
      Object.assign(new Error('x'), { name: 'RequestAbortedError' }),
      499,
      /cancelled/,
    ],
    [
      'a time-out',
      Object.assign(new Error('x'), { name: 'TimeoutError' }),
      504,
      /requestTrace\.timeout/,
    ],
    [
      'no Elasticsearch',
      Object.assign(new Error('ECONNREFUSED'), { name: 'ConnectionError' }),
      503,
      /can’t be reached.*ECONNREFUSED/,
    ],
    [
      'no right',
      responseError(403, 'action [indices:data/read/search] is unauthorized'),
      403,
      /refused the search: action/,
    ],
    [
      'a wrong password',
      responseError(401, 'unable to authenticate user [x]'),
      403,
      /unable to authenticate user \[x\].*log in again/,
    ],
    [
      'indices that are refused',
      new IndicesRefusedError(['k8s-a', 'k8s-b']),
      403,
      /not read k8s-a, k8s-b\. Ask your administrator for a role with read and view_index_metadata on k8s-a, k8s-b/,
    ],
    [
      'a wrong index name',
      responseError(400, 'invalid index name [_x]'),
      400,
      /invalid index name \[_x\]/,
    ],
    ['a broken Elasticsearch', responseError(503, 'all shards failed'), 502, /all shards failed/],
  ])('says what to do about %s', (_what, error, status, message) => {
    expect(map(error)).toEqual({ statusCode: status, message: expect.stringMatching(message) });
    expect(logged).toEqual([]);
  });

  it('logs only what is our own fault', () => {
    expect(map(new TypeError('x is undefined'))).toMatchObject({ statusCode: 500 });
    expect(logged).toHaveLength(1);
  });
});
