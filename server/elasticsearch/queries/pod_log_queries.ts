/** Clauses on the logs of containers: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { COMPONENT_DATASET, POD_FIELDS, searchedFields } from '../field_catalogue';
import { all, any, not, type Query } from './clauses';
import { namesByNamespace, uidsOf } from './names';

const [DATASET = ''] = searchedFields('dataset');

/** Container logs of these Pods. A uid decides where both sides have one. */
export function podLogsQuery(pods: readonly ObjectReference[]): Query {
  const uids = uidsOf(pods);
  const places = namesByNamespace(pods);
  const should: Query[] = [];
  for (const fields of POD_FIELDS) {
    if (uids.length) should.push({ terms: { [fields.uid]: uids } });
    for (const [namespace, names] of places)
      if (namespace)
        should.push(
          all([{ terms: { [fields.name]: names } }, { term: { [fields.namespace]: namespace } }])
        );
  }
  // a component that runs as a Pod carries its own Pod's name on each line: those lines are found by their ID
  return all([any(should), not({ term: { [DATASET]: COMPONENT_DATASET } })]);
}
