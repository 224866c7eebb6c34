import { readComponentText } from '../../../common/parse/records/component_record';
import type { Hit } from '../searcher';
import { reqIdIn } from './annotation';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { fieldsOf, firstTextOf, type Source } from './fields';

const COMPONENT = fieldsOf('service', 'container', 'identifier');
const UNIT = fieldsOf('unit');

/** Reads a component's line, with what the document's fields say of it. */
export const componentRecord = (
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord =>
  readComponentText(documentRecord(hit, source, 'component', context), message, {
    component: firstTextOf(source, COMPONENT) ?? componentOfUnit(firstTextOf(source, UNIT)),
    reqID: reqIdIn(source),
    reqIdKeys: context.reqIdKeys,
  });

/** `kubelet.service` → `kubelet` */
const componentOfUnit = (unit: string | undefined): string | undefined =>
  unit?.endsWith('.service') ? unit.slice(0, -'.service'.length) : unit;
