/**
 * What went wrong, in the words of who knows best: Kibana's fetch errors carry the server's own in `body.message`.
 * Elasticsearch's, for fields that can't be loaded, begin with an object that Kibana could not print.
 */
export function getErrorMessage(error: unknown): string {
  const { body, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    body?: { message?: unknown };
    message?: unknown;
  };
  const text =
    [body?.message, message].find((each) => typeof each === 'string' && each !== '') ?? error;
  return String(text)
    .replace(/^\[object Object\]: /, '')
    .slice(0, 500);
}
