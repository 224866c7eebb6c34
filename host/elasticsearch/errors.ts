/**
 * Something that the person who started us can mend. Its message is a sentence that says what is wrong and what to do;
 * print it as it is, without a stack.
 */
export class ElasticsearchError extends Error {
  override readonly name = 'ElasticsearchError';
}

/** What to do when nothing on this machine can help: ends most of the sentences. */
export const USE_OTHER_SERVER_HINT = 'or set ELASTICSEARCH_URL to use another Elasticsearch';

/** The `code` of an error of Node's own (`EACCES`, `ENOENT`…), or undefined. */
export function getErrorCode(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
