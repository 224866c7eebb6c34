/** A bad request that only the service can find out (a damaged `after`, an index that isn't there). */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
}
