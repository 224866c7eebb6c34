/** The sample's cluster as it was logged, without reqIDs, in an index and a data view of this run's own. */
import type { Trace } from '../../../common/model/trace';
import { sampleOperations } from '../../support/sample_operations';
import { elasticsearch, names } from './environment';
import { kibana } from './kibana_api';
import { CLUSTER, loadCluster } from './sample';
import { traceOf } from './trace';

export const stock = (): { index: string; dataView: string } => ({
  index: names().stockIndex,
  dataView: names().stockIndex,
});

export const stockTrace = (id: string): Promise<Trace> => traceOf({ id, index: stock().index });

/** Takes a minute on a busy machine; what is there already is not loaded again. run.ts deletes it. */
export async function loadStock(): Promise<void> {
  const { index, dataView } = stock();
  await loadCluster(elasticsearch(), index, 'k8s-stock');
  await kibana('POST', '/api/data_views/data_view', {
    space: names().space,
    body: {
      override: true,
      data_view: { id: dataView, name: dataView, title: index, timeFieldName: '@timestamp' },
    },
  });
}

/** What somebody did, by the end of its name in the sample; `id` is its audit ID. */
export function operation(name: string): {
  id: string;
  user: string;
  time: { from: string; to: string };
} {
  const found = sampleOperations(CLUSTER).find((each) => each.id.endsWith(name));
  const id = found?.mutatingAuditIDs[0];
  if (!found?.user || !id)
    throw new Error(`The sample ${CLUSTER} has no user's operation ${name}.`);
  return { id, user: found.user, time: { from: found.start, to: found.end } };
}
