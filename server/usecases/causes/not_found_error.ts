/** The document or object that was asked about isn't there. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
