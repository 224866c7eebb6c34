/** Clauses on the logs of containers: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { COMPONENT_DATASET, POD_FIELDS, getSearchFields } from '../field_catalogue';
import { allOf, anyOf, not, type Query } from './clauses';
import { groupNamesByNamespace, listUids } from './object_names';

const [DATASET_FIELD = ''] = getSearchFields('dataset');

/** Container logs of these Pods. A uid decides where both sides have one. */
export function podLogsQuery(pods: readonly ObjectReference[]): Query {
  const uids = listUids(pods);
  const places = groupNamesByNamespace(pods);
  const should: Query[] = [];
  for (const fields of POD_FIELDS) {
    if (uids.length) should.push({ terms: { [fields.uid]: uids } });
    for (const [namespace, names] of places)
      if (namespace)
        should.push(
          allOf([{ terms: { [fields.name]: names } }, { term: { [fields.namespace]: namespace } }])
        );
  }
  // a component that runs as a Pod carries its own Pod's name on each line: those lines are found by their ID
  return allOf([anyOf(should), not({ term: { [DATASET_FIELD]: COMPONENT_DATASET } })]);
}
