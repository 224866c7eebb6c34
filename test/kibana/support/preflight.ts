/** Whether what is to be tested is there, with a sentence for what is not. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PLUGIN_ID } from '../../../common/api/paths';
import {
  createElasticsearchClient,
  getElasticsearchUrl,
  createKibanaHeaders,
  getKibanaUrl,
  UserError,
} from './environment';
import { callKibana, KibanaError } from './kibana_api';

const ROOT = path.resolve(__dirname, '..', '..', '..');

export interface TestTarget {
  kibanaVersion: string;
  pluginVersion: string;
  /** address of the file that every page of Kibana loads */
  entryUrl: string;
}

/**
 * @param installed test what is installed, though it is not what was built last
 * @throws UserError
 */
export async function checkTestTarget({ installed }: { installed: boolean }): Promise<TestTarget> {
  const kibanaVersion = await fetchKibanaVersion();
  const entry = await findPluginEntry();
  if (!entry) {
    throw new UserError(
      `The Kibana at ${getKibanaUrl()} does not have the plugin ${PLUGIN_ID}: install build/${PLUGIN_ID}-${kibanaVersion}.zip with its bin/kibana-plugin, or use npm run kibana.`
    );
  }
  const manifest = path.join(ROOT, 'build', 'kibana', PLUGIN_ID, 'kibana.json');
  if (!installed && existsSync(manifest)) {
    const built = JSON.parse(readFileSync(manifest, 'utf8')) as {
      version: string;
      kibanaVersion: string;
    };
    if (built.version !== entry.version) {
      throw new UserError(
        `The Kibana ${kibanaVersion} at ${getKibanaUrl()} has ${PLUGIN_ID} ${entry.version}, and build/ has ${built.version} (for Kibana ${built.kibanaVersion}): install that one, or say --installed to test the one that is there.`
      );
    }
  }
  // no more rights than the tests need
  await createElasticsearchClient()
    .indices.get({ index: 'request-trace-test*' })
    .catch((error: Error) => {
      throw new UserError(
        `Elasticsearch at ${getElasticsearchUrl()} can't be used: ${error.message.slice(0, 300)}. Set ELASTICSEARCH_URL, and credentials where it wants some.`
      );
    });
  return { kibanaVersion, pluginVersion: entry.version, entryUrl: entry.url };
}

async function fetchKibanaVersion(): Promise<string> {
  let status: { version?: { number?: string } };
  try {
    status = await callKibana('GET', '/api/status', { signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    if (error instanceof KibanaError && error.status === 401)
      throw new UserError(
        `The Kibana at ${getKibanaUrl()} wants credentials: set KIBANA_USERNAME and KIBANA_PASSWORD.`
      );
    if (error instanceof KibanaError && error.status === 503)
      throw new UserError(
        `The Kibana at ${getKibanaUrl()} is not ready: see its log, and try again.`
      );
    throw new UserError(
      `No Kibana answers at ${getKibanaUrl()}: start it, or set KIBANA_URL (${(error as Error).message.slice(0, 200)}).`
    );
  }
  if (!status?.version?.number)
    throw new UserError(
      `What answers at ${getKibanaUrl()} is not Kibana, or its address lacks Kibana's base path.`
    );
  return status.version.number;
}

/** Kibana's start script names the address of every plugin's entry. */
async function findPluginEntry(): Promise<{ url: string; version: string } | undefined> {
  const answer = await fetch(`${getKibanaUrl()}/bootstrap.js`, { headers: createKibanaHeaders() });
  const text = await answer.text();
  const [found, version] =
    new RegExp(`[^'"\\s]*/bundles/plugin/${PLUGIN_ID}/([^/'"]+)/${PLUGIN_ID}\\.plugin\\.js`).exec(
      text
    ) ?? [];
  return found && version ? { url: new URL(found, getKibanaUrl()).href, version } : undefined;
}
