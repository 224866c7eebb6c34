import type { estypes } from '@elastic/elasticsearch';
import type { ChangesResponse } from '../../../common/model/diagnosis';
import { listAuditObjects, type AuditRecord } from '../../../common/parse/audit';
import type { JsonObject } from '../../../common/parse/json_values';
import { BadRequestError } from '../../bad_request_error';
import type { RequestTraceConfig } from '../../config';
import { isStored, objectField, text } from '../../engine/timeline/object_body';
import { difference } from '../../engine/diagnosis/answer/difference';
import { toFieldPath } from '../../elasticsearch/readers/field_paths';
import { readHit } from '../../elasticsearch/readers/read_hit';
import { auditFieldIs, timeClauses } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Hit } from '../../elasticsearch/searcher';

interface GetChangesOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  /** the audit record of the write, as `<index>/<id>` */
  record: string;
}

/** Of writes before this one: those of subresources, and those that were refused, have no body of the object. */
const MAX_EARLIER_WRITES = 10;

/**
 * What one write changed: its answer's body against that of the last write before it, whoever's (a status that a controller
 * wrote has the whole object as well). Two searches; whole documents, which a trace is spared.
 *
 * @throws BadRequestError where the record is no audit record that can be read
 */
export async function getChanges({
  searcher,
  config,
  record,
}: GetChangesOptions): Promise<ChangesResponse> {
  const slash = record.indexOf('/');
  const [index, id] = [record.slice(0, slash), record.slice(slash + 1)];
  const read = (hit: Hit) =>
    readHit(hit, {
      timeField: config.timeField,
      reqIdKeys: config.reqIdKeys,
      idFields: config.idFields.map(toFieldPath),
    });
  searcher.nextRoundTrip();
  const {
    hits: [own],
  } = await searcher.search({
    query: { bool: { filter: [{ ids: { values: [id] } }, { term: { _index: index } }] } },
    size: 1,
  });
  const write = own && read(own);
  if (!own || !write?.audit)
    throw new BadRequestError(`record: ${record} is no audit record that you may read here`);
  const after = write.audit.responseObject;
  if (!isStored(after)) return { changes: null };
  searcher.nextRoundTrip();
  const { hits } = await searcher.search(
    createEarlierWritesSearch(write.audit, write.record.timestamp, config)
  );
  const before = hits
    .map((hit) => read(hit).audit?.responseObject)
    .find((body): body is JsonObject => isEarlierVersion(body, after));
  if (!before) return { changes: null };
  const [object = {}] = listAuditObjects(write.audit);
  const key = { index: own._index, id: own._id! };
  return {
    changes: difference(before, after, object.kind === 'Secret').map((change) => ({
      ...change,
      object,
      record: key,
    })),
  };
}

/** Of the same object, and not what this write made of it: a write may be answered later than the next one is received. */
function isEarlierVersion(body: JsonObject | undefined, after: JsonObject): boolean {
  if (!isStored(body)) return false;
  const [old, now] = [objectField(body, 'metadata'), objectField(after, 'metadata')];
  return (
    body.kind === after.kind &&
    text(old, 'uid') === text(now, 'uid') &&
    text(old, 'resourceVersion') !== text(now, 'resourceVersion')
  );
}

function createEarlierWritesSearch(
  { objectRef = {}, auditID }: AuditRecord,
  time: string,
  { timeField, maxRange }: RequestTraceConfig
): estypes.SearchRequest {
  const { resource, namespace, name } = objectRef;
  const from = new Date(Date.parse(time) - maxRange.asMilliseconds()).toISOString();
  return {
    query: {
      bool: {
        filter: [
          ...Object.entries({ resource, namespace, name }).flatMap(([part, value]) =>
            value ? [auditFieldIs(`objectRef.${part}`, [value])] : []
          ),
          auditFieldIs('verb', ['create', 'update', 'patch']),
          ...timeClauses(timeField, { from, to: time }),
        ],
        must_not: [auditFieldIs('auditID', [auditID])],
      },
    },
    sort: [{ [timeField]: { order: 'desc', unmapped_type: 'date' } }],
    size: MAX_EARLIER_WRITES,
    track_total_hits: false,
  };
}
