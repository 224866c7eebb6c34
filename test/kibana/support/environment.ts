/** Which Kibana and which Elasticsearch are tested, and what this run calls its own things. From the environment. */
import { Client } from '@elastic/elasticsearch';

/** A sentence for the user. */
export class UserError extends Error {}

function readUrl(name: string): string {
  const text = process.env[name];
  if (!text)
    throw new UserError(
      `${name} names no address: KIBANA_URL=http://127.0.0.1:5601 ELASTICSEARCH_URL=http://127.0.0.1:9200 npm run test:kibana`
    );
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UserError(`${name} wants an http or https URL, not "${text.slice(0, 100)}".`);
  return text.replace(/\/+$/, '');
}

export const getKibanaUrl = (): string => readUrl('KIBANA_URL');
export const getElasticsearchUrl = (): string => readUrl('ELASTICSEARCH_URL');

/** What Kibana is told with every request; nothing where it has no security. */
export function createKibanaHeaders(): Record<string, string> {
  const { KIBANA_USERNAME: username, KIBANA_PASSWORD: password = '' } = process.env;
  return username
    ? { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
    : {};
}

export function createElasticsearchClient(): Client {
  const {
    ELASTICSEARCH_API_KEY: apiKey,
    ELASTICSEARCH_USERNAME: username,
    ELASTICSEARCH_PASSWORD: password = '',
  } = process.env;
  return new Client({
    node: getElasticsearchUrl(),
    auth: apiKey ? { apiKey } : username ? { username, password } : undefined,
    requestTimeout: 60_000,
  });
}

/** Names of everything that one run makes. All begin with the same, so that what is left over can be found. */
export interface RunNames {
  run: string;
  index: string;
  /** The same logs without reqIDs. Only object_trace.test.ts creates this index, and a data view of this name. */
  indexWithoutIds: string;
  /** where most tests are: not the default space */
  space: string;
  /** a space in which the feature is switched off */
  disabledSpace: string;
  /** a data view's ID is unique over all spaces: of the one in `space`, in the default space, in `offSpace` */
  dataView: string;
  defaultDataView: string;
  disabledSpaceDataView: string;
}

export function createRunNames(run: string): RunNames {
  return {
    run,
    index: `${run}-logs`,
    indexWithoutIds: `${run}-stock`,
    space: run,
    disabledSpace: `${run}-off`,
    dataView: `${run}-logs`,
    defaultDataView: `${run}-default-logs`,
    disabledSpaceDataView: `${run}-off-logs`,
  };
}

/** This run's names, as run.ts chose them. */
export function getRunNames(): RunNames {
  const run = process.env.KIBANA_TEST_RUN;
  if (!run)
    throw new UserError(
      'KIBANA_TEST_RUN names no run: use `npm run test:kibana`, which makes what the tests need and deletes it.'
    );
  return createRunNames(run);
}
