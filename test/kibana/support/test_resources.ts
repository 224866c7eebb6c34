/** Makes what the tests need in Kibana and Elasticsearch, and takes all of it away again. */
import { errors } from '@elastic/elasticsearch';
import { createElasticsearchClient, type RunNames } from './environment';
import {
  changeSettings,
  deleteSavedObject,
  ignoreMissing,
  callKibana,
  readSettings,
  findSavedObjects,
  type Settings,
} from './kibana_api';
import { loadCluster, SAMPLE_RANGE } from './sample';

/** What the default space had before: all that is not ours has to stay as it was. */
export interface InitialState {
  settings: Settings;
}

export async function createTestResources(
  names: RunNames,
  log: (line: string) => void,
  signal: AbortSignal
): Promise<InitialState> {
  const before = { settings: await readSettings() };
  log(`loading ${names.index} …`);
  await loadCluster(createElasticsearchClient(), names.index, 'k8s-reqid', signal);
  await callKibana('POST', '/api/spaces/space', {
    body: { id: names.space, name: `Request Trace ${names.run}`, disabledFeatures: [] },
  });
  await callKibana('POST', '/api/spaces/space', {
    body: {
      id: names.disabledSpace,
      name: `Request Trace off ${names.run}`,
      disabledFeatures: ['requestTrace'],
    },
  });
  const dataViews: Array<[string | undefined, string]> = [
    [undefined, names.defaultDataView],
    [names.space, names.dataView],
    [names.disabledSpace, names.disabledSpaceDataView],
  ];
  for (const [space, id] of dataViews) {
    await callKibana('POST', '/api/data_views/data_view', {
      space,
      body: { data_view: { id, name: id, title: names.index, timeFieldName: '@timestamp' } },
    });
    if (space !== undefined)
      await changeSettings(
        {
          'dateFormat:tz': 'UTC',
          defaultIndex: id,
          'timepicker:timeDefaults': JSON.stringify(SAMPLE_RANGE),
        },
        space
      );
  }
  return before;
}

/**
 * Deletes everything that carries this run's names: each step on its own, so that one that fails leaves no more behind than
 * it has to. Kibana deletes what is in a space with the space, but not on an Elasticsearch without scripts: so it is deleted
 * one by one before.
 * @returns what went wrong
 */
export async function deleteTestResources(
  names: RunNames,
  before: InitialState | undefined
): Promise<string[]> {
  const problems: string[] = [];
  const attempt = async (run: () => Promise<unknown>): Promise<void> => {
    await run().catch((error: unknown) =>
      problems.push(error instanceof Error ? error.message : String(error))
    );
  };
  const spaces = await callKibana<Array<{ id: string }>>('GET', '/api/spaces/space').catch(
    () => []
  );
  for (const { id } of spaces.filter(
    ({ id }) => id === names.space || id === names.disabledSpace
  )) {
    await attempt(async () => {
      for (const object of await findSavedObjects(id)) await deleteSavedObject(object, id);
    });
    await attempt(() => callKibana('DELETE', `/api/spaces/space/${id}`).catch(ignoreMissing));
  }
  await attempt(async () => {
    for (const object of (await findSavedObjects()).filter((found) => belongsToRun(found, names)))
      await deleteSavedObject(object);
  });
  await attempt(async () => {
    // Kibana makes the first data view of a space its default one
    const now = await readSettings();
    if (now.defaultIndex?.userValue === names.defaultDataView)
      await changeSettings({ defaultIndex: before?.settings.defaultIndex?.userValue ?? null });
  });
  await attempt(() =>
    createElasticsearchClient().indices.delete(
      {
        index: [names.index, names.indexWithoutIds, `${names.run}-other`],
        ignore_unavailable: true,
      },
      { ignore: [404] }
    )
  );
  return problems;
}

const belongsToRun = (object: unknown, names: RunNames): boolean =>
  JSON.stringify(object).includes(names.run);

/** Settings that the tests change somewhere; in the default space they must be as before. */
const CHECKED_SETTINGS = /^(requestTrace:|dateFormat|theme:|defaultIndex$|timepicker:)/;

/** @returns a sentence for each thing of this run that is still there, and for each setting that is not as it was */
export async function findLeftovers(
  names: RunNames,
  before: InitialState | undefined
): Promise<string[]> {
  const leftovers: string[] = [];
  const spaces = await callKibana<Array<{ id: string }>>('GET', '/api/spaces/space');
  leftovers.push(
    ...spaces.filter((space) => belongsToRun(space, names)).map(({ id }) => `the space ${id}`)
  );
  leftovers.push(
    ...(await findSavedObjects())
      .filter((object) => belongsToRun(object, names))
      .map(({ type, id }) => `${type} ${id} in the default space`)
  );
  const settings = await readSettings();
  for (const name of new Set(
    [...Object.keys(settings), ...Object.keys(before?.settings ?? settings)].filter((key) =>
      CHECKED_SETTINGS.test(key)
    )
  )) {
    const was = JSON.stringify(before?.settings[name]?.userValue);
    const is = JSON.stringify(settings[name]?.userValue);
    if (before && was !== is)
      leftovers.push(`the setting ${name} of the default space: ${is}, was ${was}`);
  }
  const client = createElasticsearchClient();
  const indices = await client.indices.get(
    { index: `${names.run}*`, expand_wildcards: 'all' },
    { ignore: [404] }
  );
  leftovers.push(
    ...Object.keys(indices)
      .filter((index) => index.startsWith(names.run))
      .map((index) => `the index ${index}`)
  );
  leftovers.push(...(await findObjectsOfDeletedSpaces(names)));
  return leftovers;
}

/** Objects in Kibana's own indices that are in a space that is no more. Where these can't be read, nothing is said of them. */
async function findObjectsOfDeletedSpaces({ space, disabledSpace }: RunNames): Promise<string[]> {
  try {
    const found = await createElasticsearchClient().search({
      index: '.kibana*',
      size: 100,
      _source: ['type'],
      ignore_unavailable: true,
      query: {
        bool: {
          should: ['namespace', 'namespaces'].map((field) => ({
            terms: { [field]: [space, disabledSpace] },
          })),
        },
      },
    });
    return found.hits.hits.map(({ _id }) => `the saved object ${_id}`);
  } catch (error) {
    if (
      error instanceof errors.ResponseError &&
      (error.statusCode === 403 || error.statusCode === 401)
    )
      return [];
    throw error;
  }
}
