import { readComponentRecord } from '../../../common/parse/records/component_record';
import type { Hit } from '../searcher';
import { readReqId } from './annotation';
import { createDocumentRecord, type ReadRecord, type RecordContext } from './document';
import { getFieldPathsOf, readFirstText, type Source } from './field_paths';

const COMPONENT_FIELDS = getFieldPathsOf('service', 'container', 'identifier');
const UNIT_FIELDS = getFieldPathsOf('unit');

/** Reads a component's line, with what the document's fields say of it. */
export const readComponentHit = (
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord =>
  readComponentRecord(createDocumentRecord(hit, source, 'component', context), message, {
    component:
      readFirstText(source, COMPONENT_FIELDS) ?? parseUnit(readFirstText(source, UNIT_FIELDS)),
    reqID: readReqId(source),
    reqIdKeys: context.reqIdKeys,
  });

/** `kubelet.service` → `kubelet` */
const parseUnit = (unit: string | undefined): string | undefined =>
  unit?.endsWith('.service') ? unit.slice(0, -'.service'.length) : unit;
