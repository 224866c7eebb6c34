/** The sample's cluster as it was logged, without reqIDs, in an index and a data view of this run's own. */
import type { Trace } from '../../../common/model/trace';
import { readSampleOperations } from '../../support/sample_operations';
import { createElasticsearchClient, getRunNames } from './environment';
import { callKibana } from './kibana_api';
import { SAMPLE_CLUSTER, loadCluster } from './sample';
import { fetchTrace } from './trace_view';

export const getSampleWithoutIds = (): { index: string; dataView: string } => ({
  index: getRunNames().indexWithoutIds,
  dataView: getRunNames().indexWithoutIds,
});

export const fetchObjectTrace = (id: string): Promise<Trace> =>
  fetchTrace({ id, index: getSampleWithoutIds().index });

/** Takes a minute on a busy machine; what is there already is not loaded again. run.ts deletes it. */
export async function loadSampleWithoutIds(): Promise<void> {
  const { index, dataView } = getSampleWithoutIds();
  await loadCluster(createElasticsearchClient(), index, 'k8s-stock');
  await callKibana('POST', '/api/data_views/data_view', {
    space: getRunNames().space,
    body: {
      override: true,
      data_view: { id: dataView, name: dataView, title: index, timeFieldName: '@timestamp' },
    },
  });
}

/** What somebody did, by the end of its name in the sample; `id` is its audit ID. */
export function findOperation(name: string): {
  id: string;
  user: string;
  time: { from: string; to: string };
} {
  const found = readSampleOperations(SAMPLE_CLUSTER).find((each) => each.id.endsWith(name));
  const id = found?.mutatingAuditIDs[0];
  if (!found?.user || !id)
    throw new Error(`The sample ${SAMPLE_CLUSTER} has no user's operation ${name}.`);
  return { id, user: found.user, time: { from: found.start, to: found.end } };
}
