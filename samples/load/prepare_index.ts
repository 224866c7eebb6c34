import { errors, type Client } from '@elastic/elasticsearch';
import { UserError } from './log_files';
import type { IndexSchema } from './index_schemas';
import { createIndexBody, META_KEY } from './index_mappings';

const getStatusCode = (error: unknown): number | undefined =>
  error instanceof errors.ResponseError ? error.statusCode : undefined;

/**
 * Makes sure that the index is there, with this schema's mappings: puts an index template for exactly this name and creates
 * the index from it. An index of that name that another program made is left alone.
 * @throws UserError with a sentence for the user
 */
export async function prepareIndex(
  client: Client,
  index: string,
  schema: IndexSchema
): Promise<'created' | 'present'> {
  if (index !== index.toLowerCase() || /[\s\\/*?"<>|,#:]/.test(index) || /^[-_+.]/.test(index)) {
    throw new UserError(
      `"${index}" can't be an index's name: lower case, no spaces, none of \\ / * ? " < > | , # : and no - _ + . in front.`
    );
  }
  const found = await client.indices.getMapping({ index }).catch((error: unknown) => {
    if (getStatusCode(error) === 404) return null;
    throw error;
  });
  if (found) {
    const meta = found[index]?.mappings._meta?.[META_KEY] as { schema?: string } | undefined;
    if (!found[index])
      throw new UserError(
        `${index} is an alias or a data stream, not an index: name an index of its own with --index.`
      );
    if (!meta)
      throw new UserError(
        `The index ${index} was not made by this loader: name another one with --index.`
      );
    if (meta.schema !== schema.name)
      throw new UserError(
        `The index ${index} holds documents of the schema ${meta.schema}: name another one with --index.`
      );
    return 'present';
  }
  const template = createIndexBody(schema.name, schema.mappings);
  await client.indices.putIndexTemplate({
    name: `request-trace-${index}`,
    index_patterns: [index],
    priority: 500,
    template: template as object,
    _meta: { description: 'Kubernetes logs: IDs and names as keywords' },
  });
  await client.indices.create({ index });
  return 'created';
}

/** One sentence for what can go wrong between us and the server; undefined where it is something else. */
export function explainLoadError(error: unknown, url: string): string | undefined {
  if (error instanceof UserError) return error.message;
  if (error instanceof errors.ProductNotSupportedError)
    return `The server at ${url} is not Elasticsearch.`;
  if (error instanceof errors.TimeoutError) return `Elasticsearch at ${url} didn't answer in time.`;
  if (error instanceof errors.ConnectionError)
    return `Can't reach Elasticsearch at ${url}: ${error.message}.`;
  const status = getStatusCode(error);
  if (status === 401)
    return `Elasticsearch at ${url} refused the credentials: set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.`;
  if (status === 403) return `This user may not do that on ${url}: ${(error as Error).message}`;
  if (status === 429 || status === 503)
    return `Elasticsearch at ${url} is too busy: it refused the same documents again and again.`;
  if (status !== undefined)
    return `Elasticsearch at ${url} answered ${status}: ${(error as Error).message}`;
  return undefined;
}
